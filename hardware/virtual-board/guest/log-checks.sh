# A log that nobody reads: both streams of the program go into a pipe that is full before it starts, and stays so.

# The pipe is open at both ends as long as this shell, so that neither side waits for the other to come.
fill_log() {
  LOG=/run/log-pipe
  mkfifo $LOG && exec 9<>$LOG || return 1
  timeout 3 cat /dev/zero >$LOG
  [ $? != 0 ]
}
mend_log() { exec 9>&-; rm -f $LOG; LOG=/board/gatehouse.log; }

check_log() {
  expect "hung log: it is full" fill_log || return
  expect "hung log: the program starts" start /board/gatehouse.yaml || { mend_log; return; }
  for turn in first second; do
    expect "hung log: the admit button opens, $turn time" eventually_presses
    walk_through passage-in
    expect "hung log: the release button opens, $turn time" presses button-release relay-exit
    walk_through passage-out
  done
  expect "hung log: the fire contact frees both directions" frees_both
  expect "hung log: and again" frees_next
  rest fire
  expect "hung log: the pages go on" ready
  stop TERM
  expect "hung log: SIGTERM ends it with status 0" equals "$STATUS" 0
  mend_log
}
