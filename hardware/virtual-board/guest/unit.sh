#!/bin/bash
# The gate as it is installed: systemd is the first process here, and the unit of deploy/ runs the program, with all that it
# is not allowed. Ends with status 0 when every expectation held.
cd /board || exit 1
. ./settings
for part in expect board gatehouse gate-checks; do . "./$part.sh"; done
HOME_OF_GATE=/var/lib/gatehouse
CONFIG=/etc/gatehouse/gatehouse.yaml

# Puts the program, its account and its configuration where they belong. There is no udev here, so the rule of
# 60-gatehouse.rules is carried out by hand.
installed() {
  cp -r /board/installed/. / && systemd-sysusers gatehouse.conf 2>/dev/null || return 1
  sed 's|/run/gatehouse|/var/lib/gatehouse|' /board/gatehouse.yaml >$CONFIG
  chgrp gpio /dev/gpiochip* && chmod 660 /dev/gpiochip*
  chgrp video $CAMERA && chmod 660 $CAMERA
  # Nothing else of a machine is started here.
  local unit
  for unit in gatehouse.service gatehouse-backup.service gatehouse-backup.timer; do
    mkdir -p /etc/systemd/system/$unit.d
    printf '[Unit]\nDefaultDependencies=no\n' >/etc/systemd/system/$unit.d/alone.conf
  done
  umask 077
  prepare_state && chown -R gatehouse: $HOME_OF_GATE && systemctl daemon-reload
}

# start and stop as gatehouse.sh has them, by the service manager.
start() {
  systemctl start gatehouse.service && within 60000 ready || { DETAIL=$(journalctl -u gatehouse -n 3 -o cat); return 1; }
  PROGRAM=$(systemctl show -p MainPID --value gatehouse.service)
}
stop() { systemctl stop gatehouse.service; STATUS=$(systemctl show -p ExecMainStatus --value gatehouse.service); }

# of_program FILE NAME VALUE: what the kernel says of the program.
of_program() {
  local line; line=$(grep "^$2" "/proc/$PROGRAM/$1")
  DETAIL=$(tr -s ' \t' ' ' <<<"$line")
  grep -qE "^$2[[:space:]]*$3([[:space:]]|\$)" <<<"$line"
}
writes_for_itself_alone() {
  DETAIL=$(find $HOME_OF_GATE/state -type f -newer $CONFIG -perm /077)
  [ -z "$DETAIL" ]
}

# The nightly copy, made by its own unit beside the running gate.
copies() {
  systemctl start gatehouse-backup.service
  DETAIL=$(journalctl -u gatehouse-backup -n 3 -o cat | tr '\n' ' ')
  [ "$(find $HOME_OF_GATE/state/backups -type f -size +0 ! -perm /077 | wc -l)" = 1 ]
}
comes_at_night() {
  systemctl start gatehouse-backup.timer || return 1
  DETAIL=$(systemctl show -p NextElapseUSecRealtime --value gatehouse-backup.timer)
  [[ $DETAIL == *" 03:"[34]?:* ]]
}

# crashes SIGNAL: ends the program; another one takes its place.
crashes() {
  local former=$PROGRAM
  kill -"$1" "$former"
  within 30000 another_than "$former" && within 60000 ready || { DETAIL=$(journalctl -u gatehouse -n 3 -o cat); return 1; }
  PROGRAM=$(systemctl show -p MainPID --value gatehouse.service)
}
another_than() {
  local now; now=$(systemctl show -p MainPID --value gatehouse.service)
  [ "$now" != 0 ] && [ "$now" != "$1" ]
}

check_unit() {
  expect "unit: it is installed" installed || return
  expect "unit: the program is ready" start || return
  expect "unit: system calls are filtered" of_program status Seccomp: 2
  expect "unit: no new privileges" of_program status NoNewPrivs: 1
  expect "unit: no capabilities" of_program status CapBnd: 0000000000000000
  expect "unit: what it writes is for itself" of_program status Umask: 0077
  expect "unit: no cores" of_program limits 'Max core file size' 0
  expect "unit: it can see who holds the store" grep -q POSIX "/proc/$PROGRAM/root/proc/locks"
  expect "unit: no file of the store is for others" writes_for_itself_alone
  check_entry
  check_staff_button
  expect "fire: the contact frees both directions" frees_both
  rest fire
  expect "unit: a copy of the store is made beside the gate" copies
  expect "unit: and one comes each night" comes_at_night
  for signal in SEGV KILL; do
    expect "unit: after SIG$signal another program is ready" crashes $signal
    expect "unit: and its button opens" presses button-admit relay-entry
  done
  stop
  expect "unit: the program ends with status 0" equals "$STATUS" 0
  expect "unit: the entry relay is off" goes_to relay-entry 0
}

set_clock || exit 2
make_chip || exit 3
watch_lines
make_camera || exit 4
check_unit
kill $WATCHER $FEEDER
journalctl -u gatehouse -o cat >gatehouse.log
dmesg >kernel.log
echo "$PASSED passed, $FAILED failed"
[ "$FAILED" = 0 ]
