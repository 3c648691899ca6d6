# Lines that lose edges, a chip that goes and lines that others hold: the gate tells the truth, goes on with the rest, and
# heals by itself.

# A lost line is told within 2 s, and taken again within as long; the emulated processor is given three times that.
TOLD=6000

lane() { answer ".gates[].lanes[] | select(.lane == \"east-one\") | $1"; }
lane_is() { SEEN=$(lane "$1"); [ "$SEEN" = "$2" ]; }

# soon FILTER VALUE: the status of the lane comes to say so; DETAIL is after how long.
soon() {
  local since; since=$(now)
  within $TOLD lane_is "$1" "$2" || { DETAIL="is '$SEEN', not '$2'"; return 1; }
  DETAIL="'$2' after $(($(now) - since)) ms"
}

# misses ROLE: the input changes 21 times while the program is stopped, more than the kernel keeps, and ends at the level
# that it did not have.
misses() {
  local count level
  kill -STOP "$PROGRAM"
  for ((count = 0; count < 21; count++)); do
    level=$(value "$1")
    drive "$1" $((1 - level))
    sleep 0.05
  done
  kill -CONT "$PROGRAM"
}

check_lost_edges() {
  expect "lost edges: the program starts" start /board/gatehouse.yaml || return
  expect "lost edges: the lane is normal, and its turnstile ready" soon '"\(.mode) \(.state)"' 'normal idle'
  misses fire
  expect "lost edges: a fire that began while the program was stopped is seen" soon .mode emergency
  misses fire
  expect "lost edges: and its end" soon .mode normal
  misses ready
  expect "lost edges: a turnstile that failed meanwhile is not taken for ready" soon .state fault
  misses ready
  expect "lost edges: and one that is ready again is" soon .state idle
  expect "lost edges: nothing is left wrong" soon .gpio ok
}

# The chip goes while the program holds its lines, and comes back as another device. The program stands still until the lines
# are driven as they were: a chip of gpio-sim begins with every pin low.
lose_chip() { kill "$WATCHER"; wait "$WATCHER" 2>/dev/null; echo 0 >$CONFIGURATION/gate/live; }
bring_chip() {
  kill -STOP "$PROGRAM"
  wake_chip && watch_lines
  kill -CONT "$PROGRAM"
}

check_lost_chip() {
  lose_chip
  expect "lost chip: it is told as a fault of the lane" soon '"\(.gpio) \(.state)"' 'fault fault'
  expect "lost chip: the pages go on" ready
  bring_chip
  expect "lost chip: when it is back, so is the lane" soon '"\(.gpio) \(.state)"' 'ok idle'
  expect "lost chip: the entry relay is at rest" goes_to relay-entry 0
  expect "lost chip: the button opens again" eventually_presses
  expect "lost chip: the fire contact is heard again" frees_both
  rest fire
  stop TERM
  lose_chip
  expect "no chip: the program starts without it" start /board/gatehouse.yaml || return
  expect "no chip: it is told" soon '"\(.gpio) \(.state)"' 'fault fault'
  bring_chip
  expect "no chip: the lane serves when it comes" soon '"\(.gpio) \(.state)"' 'ok idle'
  expect "no chip: the button opens" eventually_presses
  stop TERM
}

# Another program holds the exit relay when the gate starts.
check_busy_line() {
  local holder
  gpioset --mode=signal "$LABEL" "${NUMBER[relay-exit]}=0" &
  holder=$!
  within 5000 taken relay-exit
  expect "busy line: the program starts" start /board/gatehouse.yaml || return
  expect "busy line: it is told as a fault" soon .gpio fault
  expect "busy line: with its holder" eventually_advises gpioset
  expect "busy line: the entry opens" eventually_presses
  kill "$holder"
  wait "$holder" 2>/dev/null
  expect "busy line: it is taken when it is free" soon .gpio ok
  expect "busy line: and the exit opens" presses button-release relay-exit
  stop TERM
}
taken() { gpioinfo "$LABEL" | grep -q "\"${NAME[$1]}\".*used"; }
advises() { SEEN=$(lane '.advice[]'); [[ $SEEN == *"$1"* ]]; }
eventually_advises() { eventually advises "$1"; }

check_lines() {
  check_lost_edges && check_lost_chip
  check_busy_line
}
