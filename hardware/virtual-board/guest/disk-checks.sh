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
# As a kernel mounts it that has found faults.
freeze_disk() {
  own_disk && mount -o remount,ro $STATE || return 1
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

# without_store NAME: a start beside a store that cannot be opened; pass and button let out.
without_store() {
  expect "$1: the program starts" start /run/gatehouse-exit.yaml healthz || return
  expect "$1: it does not call itself ready" fails ready
  expect "$1: a pass before the camera opens the exit" shows "$PICTURE" relay-exit
  walk_through passage-out
  expect "$1: the release button opens" presses button-release relay-exit
  walk_through passage-out
  return 0
}
# ends NAME: what stood against the store has gone.
ends() {
  expect "$1: it is ready when that is over" within 10000 ready
  stop TERM
  expect "$1: SIGTERM ends it with status 0" equals "$STATUS" 0
}

check_disk() {
  PICTURE=$(pass 00000000000000a1)
  sed 's/direction: entry/direction: exit/' /board/gatehouse.yaml >/run/gatehouse-exit.yaml
  expect "full disk: it is full" fill_disk || return
  if without_store "full disk"; then
    expect "full disk: the fire contact frees both directions" frees_both
    rest fire
    rm $STATE/filling
    ends "full disk"
  fi
  mend_disk
  expect "read-only disk: it is" freeze_disk || return
  if without_store "read-only disk"; then
    mount -o remount,rw $STATE
    ends "read-only disk"
  fi
  mend_disk
}
