# The gate through the kernel: an entry, a refusal, a staff button, an exit, and what the relays do when the program ends.

# How long a relay may be on: the pulse of gatehouse.yaml and a tenth for the emulated processor. How soon it has to be
# on: GB 51348-2019 section 14.4 allows 2 s, and the emulated processor is given three times that.
LONGEST_PULSE=1100
PATIENCE=6000

# presents BOOKING RELAY: shows a pass of the booking until the relay is on, and waits for the end of its pulse.
presents() {
  local picture since
  picture=$(pass "$1") || { DETAIL="no pass"; return 1; }
  since=$(now)
  show "$picture"
  within $PATIENCE change "$2" 1 "$since" >/dev/null
  hide
  pulses "$2" "$since" $PATIENCE $LONGEST_PULSE
}

# is_refused BOOKING: shows a pass for two seconds and more, and neither relay moves.
is_refused() {
  local picture since status
  picture=$(pass "$1") || { DETAIL="no pass"; return 1; }
  since=$(now)
  show "$picture"
  stays_off relay-entry "$since" 3000 && stays_off relay-exit "$since" 3000
  status=$?
  hide
  return $status
}

presses() {
  local since; since=$(now)
  press "$1"
  pulses "$2" "$since" $PATIENCE $LONGEST_PULSE
}

# The fire contact opens: both relays are pulsed, and go on being pulsed for as long as it stays open.
frees_both() {
  local since; since=$(now)
  act fire
  pulses relay-entry "$since" $PATIENCE $LONGEST_PULSE && pulses relay-exit "$since" $PATIENCE $LONGEST_PULSE
}
frees_next() {
  local since; since=$(now)
  pulses relay-entry "$since" 15000 $LONGEST_PULSE && pulses relay-exit "$since" 15000 $LONGEST_PULSE
}
frees_no_more() {
  rest fire
  sleep 2
  local since; since=$(now)
  stays_off relay-entry "$since" 8000 && stays_off relay-exit "$since" 8000
}

# ends_by SIGNAL: ends the program while the entry relay is on; fails when the relay never came on. ON_AT is when the
# relay came on, empty when it did not; nothing of an earlier end is left to be believed.
ends_by() {
  local since; since=$(now)
  ON_AT='' STATUS=''
  act button-admit
  within $PATIENCE goes_to relay-entry 1 || { rest button-admit; DETAIL="the relay did not come on"; return 1; }
  stop "$1"
  rest button-admit
  ON_AT=$(change relay-entry 1 "$since")
  DETAIL="status $STATUS"
}

# The relay went off before its pulse would have ended, so it was the end of the program that put it off.
cut_short() {
  local off
  [ -n "$ON_AT" ] || { DETAIL="the relay never came on"; return 1; }
  within 500 change relay-entry 0 "$ON_AT" >/dev/null || { DETAIL="still on"; return 1; }
  off=$(change relay-entry 0 "$ON_AT")
  DETAIL="was on for $((off - ON_AT)) ms"
  [ $((off - ON_AT)) -lt 950 ]
}

check_entry() {
  expect "entry: anna's pass gives the entry relay one pulse" presents 00000000000000a1 relay-entry
  expect "entry: before anna walks through, nobody is inside" eventually inside_is 0
  walk_through passage-in
  expect "entry: after it, one patron is inside" eventually inside_is 1
  expect "entry: the decision is on record" eventually decision_is entry
}

check_refusal() {
  expect "refusal: bo's pass is for West, and no relay moves for 3 s" is_refused 00000000000000b2
  expect "refusal: the reason is wrong_campus" eventually decision_is wrong_campus
  expect "refusal: still one patron inside" eventually inside_is 1
}

check_staff_button() {
  expect "staff: the admit button gives the entry relay one pulse" presses button-admit relay-entry
  expect "staff: the override is on record" eventually decision_is override
  walk_through passage-in
  expect "staff: the patron let in is counted" eventually inside_is 2
  expect "staff: the release button gives the exit relay one pulse" presses button-release relay-exit
  walk_through passage-out
  expect "staff: the patron let out is counted" eventually inside_is 1
}

check_fire() {
  expect "fire: the contact frees both directions" frees_both
  expect "fire: and again for the next one to come" frees_next
  expect "fire: when it closes again, no relay moves for 8 s" frees_no_more
}

check_stop() {
  expect "stop: SIGTERM comes while the entry relay is on" ends_by TERM
  expect "stop: the program ends with status 0" equals "$STATUS" 0
  expect "stop: the entry relay went off at once" cut_short
  expect "stop: the exit relay is off" goes_to relay-exit 0
}

# The same lane turned round: a pass before its camera now asks for the way out.
check_exit() {
  sed 's/direction: entry/direction: exit/' /board/gatehouse.yaml >/run/gatehouse-exit.yaml
  expect "exit: the program starts again, its lane turned round" start /run/gatehouse-exit.yaml || return
  expect "exit: anna is still inside" eventually inside_is 1
  expect "exit: anna's pass gives the exit relay one pulse" presents 00000000000000a1 relay-exit
  walk_through passage-out
  expect "exit: nobody is inside" eventually inside_is 0
  stop TERM
}

# A day at the gate, from its first start to its last.
check_day() {
  expect "start: the doctor finds nothing wrong" gatehouse doctor --config $CONFIG
  expect "start: the program is ready" start /board/gatehouse.yaml || return
  expect "start: the entry relay is off" goes_to relay-entry 0
  expect "start: the exit relay is off" goes_to relay-exit 0
  check_entry
  check_refusal
  check_staff_button
  check_fire
  check_stop
  check_exit
}

# Chips of kind 0 drop a line whose holder is gone, chips of kind 1 keep its level.
check_crashes() {
  local kind
  for kind in 0 1; do
    check_crash $kind
    check_keeper $kind
  done
}

# Each part begins with a gate that does not run and nobody inside, and ends so.
check_gate() {
  local part
  expect "start: keys, patrons and bookings are taken in" prepare_state || return
  for part in $PARTS; do check_"$part"; done
}
