# The keeper of the relays: whatever becomes of the program or of the keeper during a pulse, the relay goes off.

# How soon after a signal to a keeper another one has to be there: a second until a silent one is given up, and some more
# for a start on the emulated processor.
SUCCESSION=8000

# The process that holds the relays; fails when there is none.
keeper() {
  local file name
  for file in /proc/[0-9]*/comm; do
    read -r name 2>/dev/null <"$file" && [ "$name" = gate-keeper ] && file=${file#/proc/} && echo "${file%/comm}" && return
  done 2>/dev/null
  return 1
}
no_keeper() { ! keeper >/dev/null; }
another_keeper() { local id; id=$(keeper) && [ "$id" != "$1" ]; }

# hits SIGNAL PROCESS...: sends the signal while the entry relay is on; nothing that starts a process is between seeing it on
# and the signal. HIT_ON is when the relay came on, or empty when it never did.
hits() {
  local signal=$1 since; shift
  since=$(now) HIT_ON=''
  act button-admit
  within $PATIENCE goes_to relay-entry 1 || { rest button-admit; DETAIL="the relay did not come on"; return 1; }
  kill -"$signal" "$@"
  rest button-admit
  within 1000 change relay-entry 1 "$since" >/dev/null || { DETAIL="nobody saw the relay come on"; return 1; }
  HIT_ON=$(change relay-entry 1 "$since")
}

# off_within MILLISECONDS: the relay went off for good so long after it came on; it is watched for a second more.
off_within() {
  local on=$HIT_ON off
  [ -n "$on" ] || { DETAIL="it never came on"; return 1; }
  within 6000 change relay-entry 0 "$on" >/dev/null || { DETAIL="still on"; return 1; }
  stays_off relay-entry $((on + $1)) 1000 || { DETAIL="on again"; return 1; }
  off=$(awk -v since="$on" '$2 == "relay-entry" && $3 == 0 && $1 >= since { last = $1 } END { print last }' "$LINES_LOG")
  DETAIL="off $((off - on)) ms after it came on"
  goes_to relay-entry 0 && [ $((off - on)) -le "$1" ]
}

# The program is hit by each signal, on a chip that drops its lines and on one that keeps them.
check_crash() {
  local kind=$1 signal
  keep_on_release $((kind == 1))
  for signal in SEGV BUS ILL ABRT KILL; do
    expect "crash: the program starts, chip kind $kind" start /board/gatehouse.yaml || return
    expect "crash: SIG$signal comes while the entry relay is on" hits $signal "$PROGRAM"
    expect "crash: SIG$signal: the relay is off within its bound" off_within $LONGEST_PULSE
    expect "crash: SIG$signal: the program is gone, and its keeper" within 1000 both_gone
    wait "$PROGRAM" 2>/dev/null
  done
  expect "stopped: the program starts, chip kind $kind" start /board/gatehouse.yaml || return
  expect "stopped: SIGSTOP comes while the entry relay is on" hits STOP "$PROGRAM"
  expect "stopped: the relay is off within its bound" off_within $LONGEST_PULSE
  kill -CONT "$PROGRAM"
  expect "stopped: when it goes on, its button opens again" eventually_presses
  expect "stopped: nobody is inside that was not before" eventually inside_is 0
  stop TERM
  keep_on_release 0
}
both_gone() { gone && no_keeper; }

# A lane whose line was away is told so first; the next press opens.
eventually_presses() { presses button-admit relay-entry || presses button-admit relay-entry; }

check_keeper() {
  local before kind=$1
  keep_on_release $((kind == 1))
  expect "keeper: the program starts, chip kind $kind" start /board/gatehouse.yaml || return
  before=$(keeper)
  expect "keeper: SIGKILL to the keeper comes while the entry relay is on" hits KILL "$before"
  expect "keeper: SIGKILL: the relay is off within its bound" off_within $LONGEST_PULSE
  expect "keeper: SIGKILL: it has a successor" within $SUCCESSION another_keeper "$before"
  expect "keeper: SIGKILL: the button opens again" eventually_presses
  # Whoever comes while a passage is awaited waits for it first.
  expect "keeper: SIGKILL: the lane is idle when nobody goes through" within 30000 lane_is .state idle
  before=$(keeper)
  expect "keeper: SIGSTOP to the keeper comes while the entry relay is on" hits STOP "$before"
  expect "keeper: SIGSTOP: it has a successor" within $SUCCESSION another_keeper "$before"
  expect "keeper: SIGSTOP: the relay is off within two seconds" off_within 2000
  expect "keeper: SIGSTOP: the button opens again" eventually_presses
  expect "relays off: says that a running gate holds them" busy_relays
  expect "keeper: SIGSTOP: the lane is idle when nobody goes through" within 30000 lane_is .state idle
  # Both at once: now only the kernel's driver and what the service manager runs afterwards are left.
  expect "relays off: keeper and program are killed while the entry relay is on" hits KILL "$(keeper)" "$PROGRAM"
  wait "$PROGRAM" 2>/dev/null
  echo "note relays off: on a chip of kind $kind the relay is $(value relay-entry) after both were killed"
  expect "relays off: the command succeeds" gatehouse relays off --config $CONFIG
  expect "relays off: the relay is off" goes_to relay-entry 0
  keep_on_release 0
}
busy_relays() { gatehouse relays off --config $CONFIG; equals $? 69; }
