# The program under check and what it answers.
HOME_OF_GATE=/run/gatehouse
CONFIG=/board/gatehouse.yaml
SERVICE=http://127.0.0.1:8080
LOG=/board/gatehouse.log
INSIDE_FENCE=23.0960,113.2980,15,WGS-84

gatehouse() { "$GATEHOUSE" "$@" >>/board/commands.log 2>&1; }

# Keys, patrons and bookings from ten o'clock: anna at East, where the board stands, bo at West.
prepare_state() {
  local day; day=$(TZ=CST-8 date +%F)
  mkdir -p $HOME_OF_GATE/keys $HOME_OF_GATE/state
  printf '%s\n' 'patron,name,standing' 20260001,anna,active 20260002,bo,active >$HOME_OF_GATE/patrons.csv
  {
    echo 'booking,patron,campus,start,end'
    echo "00000000000000a1,20260001,east,${day}T10:00:00+08:00,${day}T12:00:00+08:00"
    echo "00000000000000b2,20260002,west,${day}T10:00:00+08:00,${day}T12:00:00+08:00"
  } >$HOME_OF_GATE/bookings.csv
  gatehouse keys create --dir $HOME_OF_GATE/keys \
    && gatehouse patrons import $HOME_OF_GATE/patrons.csv --config $CONFIG \
    && gatehouse bookings import $HOME_OF_GATE/bookings.csv --config $CONFIG
}

# start CONFIGURATION [healthz]: runs the program until it says that it is ready, or that it turns.
start() {
  CONFIG=$1
  "$GATEHOUSE" run --config "$CONFIG" >>$LOG 2>&1 &
  PROGRAM=$!
  within 60000 well_or_gone "${2:-readyz}"
  well "${2:-readyz}" || { [ -f $LOG ] && DETAIL="$(tail -n 1 $LOG)"; return 1; }
}

well() { curl -fs -m 5 -o /dev/null $SERVICE/"$1"; }
ready() { well readyz; }
gone() { ! kill -0 "$PROGRAM" 2>/dev/null; }
well_or_gone() { well "$1" || gone; }

# stop SIGNAL: ends the program; STATUS is how it ended, 137 when it had to be killed after ten seconds.
stop() {
  kill -"$1" "$PROGRAM"
  within 10000 gone || kill -9 "$PROGRAM"
  wait "$PROGRAM"
  STATUS=$?
} 2>/dev/null

# pass BOOKING: a fresh pass as a picture, whose name it prints.
pass() {
  local picture=$HOME_OF_GATE/pass-$1.png
  gatehouse pass issue --config $CONFIG --booking "$1" --fix $INSIDE_FENCE --png "$picture" && echo "$picture"
}

# answer FILTER: a part of the status, by jq. The program tells all of it to whoever can read its token.
answer() { curl -fs -m 5 -H "Authorization: Bearer $(cat $HOME_OF_GATE/state/status.token)" $SERVICE/api/v1/status | jq -r "$1"; }
inside() { answer '.campuses[] | select(.campus == "east") | .inside'; }
last_decision() { answer '.gates[].lanes[] | select(.lane == "east-one") | .lastDecision.code'; }

inside_is() { SEEN=$(inside); [ "$SEEN" = "$1" ]; }
decision_is() { SEEN=$(last_decision); [ "$SEEN" = "$1" ]; }
eventually() { within 5000 "$@"; local status=$?; DETAIL="is '$SEEN'"; return $status; }
