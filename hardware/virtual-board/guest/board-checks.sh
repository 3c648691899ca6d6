# The board by itself, with Debian's own tools: when these fail, nothing after them says anything about gatehouse.

finds_line() { DETAIL=$(gpiofind "${NAME[$1]}"); }

drives_output() {
  local since; since=$(now)
  gpioset --mode=time --usec=300000 "$LABEL" "${NUMBER[relay-entry]}=1" &
  pulses relay-entry "$since" 5000 1000
}

drops_when_killed() {
  gpioset --mode=signal "$LABEL" "${NUMBER[relay-exit]}=1" &
  local owner=$! level
  within 5000 goes_to relay-exit 1 || return 1
  kill -9 $owner
  wait $owner 2>/dev/null
  sleep 0.2
  level=$(value relay-exit)
  drive relay-exit 1; rest relay-exit
  equals "$level" "$1"
}

sees_edges() {
  local number=${NUMBER[passage-in]}
  gpiomon --num-events=2 --format='%e' "$LABEL" "$number" >/run/edges &
  local monitor=$!
  sleep 0.7
  walk_through passage-in
  wait $monitor
  equals "$(tr '\n' ' ' </run/edges)" '0 1 '
}

loops_picture() {
  show /board/pattern.png
  sleep 1
  v4l2-ctl -d $CAMERA --stream-mmap=4 --stream-count=4 --stream-to=/run/captured >/dev/null 2>&1
  hide
  tail -c $((WIDTH * HEIGHT * 2)) /run/captured | md5sum >/run/captured.sum
  equals "$(cat /run/captured.sum)" "$(/board/camera-feeder - $WIDTH $HEIGHT /board/pattern.png | md5sum)"
}

check_board() {
  expect "board: each line is found by its name" finds_line relay-entry
  expect "board: an output reaches its pin" drives_output
  expect "board: an input's edges reach a program" sees_edges
  keep_on_release 0
  expect "board: a line of a killed owner falls back" drops_when_killed 0
  keep_on_release 1
  expect "board: with keep_on_release it stays on" drops_when_killed 1
  keep_on_release 0
  expect "board: a picture before the camera arrives as it is" loops_picture
}
