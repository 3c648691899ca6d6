# A start on a disk that is full or may not be written, on which the store cannot even be opened: whoever wants out is let
# out all the same.
STATE=$HOME_OF_GATE/state

# The store on a disk of its own.
own_disk() { cp -a $STATE /run/kept && mount -t tmpfs -o size=8m tmpfs $STATE && cp -a /run/kept/. $STATE/; }
fill_disk() {
  own_disk || return 1
  cat /dev/zero >$STATE/filling 2>/dev/null
  ! { echo more >$STATE/more; } 2>/dev/null
}
# As a kernel mounts it that has found faults; an earlier start has left its lock.
freeze_disk() {
  own_disk && : >>$STATE/gatehouse.db.lock && mount -o remount,ro $STATE || return 1
  ! { echo more >$STATE/more; } 2>/dev/null
}
mend_disk() { umount $STATE; rm -rf /run/kept; }

# shows PICTURE RELAY: the picture is before the camera until the relay is on, and the relay goes off again.
shows() {
  local since; since=$(now)
  show "$1"
  within $PATIENCE change "$2" 1 "$since" >/dev/null
  hide
  pulses "$2" "$since" $PATIENCE $LONGEST_PULSE
}

check_disk() {
  local picture
  picture=$(pass 00000000000000a1)
  sed 's/direction: entry/direction: exit/' /board/gatehouse.yaml >/run/gatehouse-exit.yaml
  expect "full disk: it is full" fill_disk || return
  expect "full disk: the program starts" start /run/gatehouse-exit.yaml healthz || { mend_disk; return; }
  expect "full disk: it does not call itself ready" fails ready
  expect "full disk: a pass before the camera opens the exit" shows "$picture" relay-exit
  walk_through passage-out
  expect "full disk: the release button opens" presses button-release relay-exit
  walk_through passage-out
  expect "full disk: the fire contact frees both directions" frees_both
  rest fire
  rm $STATE/filling
  expect "full disk: it is ready when there is room" within 10000 ready
  stop TERM
  expect "full disk: SIGTERM ends it with status 0" equals "$STATUS" 0
  mend_disk
  expect "read-only disk: it is" freeze_disk || return
  expect "read-only disk: the program starts" start /run/gatehouse-exit.yaml healthz || { mend_disk; return; }
  expect "read-only disk: it does not call itself ready" fails ready
  expect "read-only disk: a pass before the camera opens the exit" shows "$picture" relay-exit
  walk_through passage-out
  expect "read-only disk: the release button opens" presses button-release relay-exit
  walk_through passage-out
  mount -o remount,rw $STATE
  expect "read-only disk: it is ready when it may write" within 10000 ready
  stop TERM
  expect "read-only disk: SIGTERM ends it with status 0" equals "$STATUS" 0
  mend_disk
}
