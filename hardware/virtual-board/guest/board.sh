# The board's hardware: a gpio-sim chip with the lines of the board's file, and a camera that sees what a feeder shows it.
LINES_LOG=/run/lines.log
CONFIGURATION=/sys/kernel/config/gpio-sim
CAMERA=/dev/video0
BEFORE_CAMERA=/dev/video1
WIDTH=640
HEIGHT=480

# The file `lines` has the label of the chip, then a row for each line: what it is for, its name, its level at rest.
declare -A NUMBER NAME REST
{
  read -r LABEL
  while read -r role name level; do NUMBER[$role]=${#NUMBER[@]} NAME[$role]=$name REST[$role]=$level; done
} <lines

make_chip() {
  local bank=$CONFIGURATION/gate/bank0 role
  mkdir -p "$bank"
  echo "$LABEL" >"$bank/label"
  echo ${#NUMBER[@]} >"$bank/num_lines"
  for role in "${!NUMBER[@]}"; do
    mkdir "$bank/line${NUMBER[$role]}"
    echo "${NAME[$role]}" >"$bank/line${NUMBER[$role]}/name"
  done
  wake_chip
}

# The chip comes into being, its lines at rest and the turnstile ready.
wake_chip() {
  local bank=$CONFIGURATION/gate/bank0 role
  echo 1 >"$CONFIGURATION/gate/live"
  CHIP=$(cat "$bank/chip_name")
  PINS=/sys/devices/platform/$(cat "$CONFIGURATION/gate/dev_name")/$CHIP
  for role in "${!NUMBER[@]}"; do rest "$role"; done
  act ready
}

# What one pin shows, and what drives one from outside.
value() { cat "$PINS/sim_gpio${NUMBER[$1]}/value"; }
drive() { if [ "$2" = 1 ]; then echo pull-up; else echo pull-down; fi >"$PINS/sim_gpio${NUMBER[$1]}/pull"; }
rest() { drive "$1" "${REST[$1]}"; }
act() { drive "$1" $((1 - REST[$1])); }

# Whether a line keeps its level when the program that held it is gone: real chips do, gpio-sim alone does not.
keep_on_release() { echo "$1" >/sys/module/gpio_sim/parameters/keep_on_release; }

# A push button for a fifth of a second; a person through the passage takes a little longer.
press() { act "$1"; sleep 0.2; rest "$1"; }
walk_through() { act "$1"; sleep 0.4; rest "$1"; }

watch_lines() {
  local role arguments=()
  for role in "${!NUMBER[@]}"; do arguments+=("$role=$PINS/sim_gpio${NUMBER[$role]}/value"); done
  /board/line-watcher "${arguments[@]}" >"$LINES_LOG" &
  WATCHER=$!
}

# change ROLE LEVEL SINCE: when the line came to LEVEL for the first time at or after SINCE; fails if it has not.
change() {
  awk -v name="$1" -v level="$2" -v since="$3" \
    '$2 == name && $3 == level && $1 >= since { print $1; found = 1; exit } END { exit !found }' "$LINES_LOG"
}

# pulses ROLE SINCE PATIENCE LONGEST: within PATIENCE ms of SINCE the line goes on, and off after LONGEST ms at most.
pulses() {
  local on off
  within "$3" change "$1" 1 "$2" >/dev/null || { DETAIL="no pulse within $3 ms"; return 1; }
  on=$(change "$1" 1 "$2")
  within $(($4 + 500)) change "$1" 0 "$on" >/dev/null || { DETAIL="still on $(($(now) - on)) ms after it began"; return 1; }
  off=$(change "$1" 0 "$on")
  DETAIL="after $((on - $2)) ms, for $((off - on)) ms"
  [ $((off - on)) -le "$4" ]
}

# stays_off ROLE SINCE PATIENCE: nothing was seen on the line from SINCE until PATIENCE ms later.
stays_off() {
  local left=$(($2 + $3 - $(now)))
  [ "$left" -gt 0 ] && sleep "$((left / 1000)).$(printf %03d $((left % 1000)))"
  ! DETAIL=$(change "$1" 1 "$2")
}

goes_to() { local level; read -r level <"$PINS/sim_gpio${NUMBER[$1]}/value" && [ "$level" = "$2" ]; }

make_camera() {
  local device
  for device in $CAMERA $BEFORE_CAMERA; do v4l2-ctl -d $device --set-dv-bt-timings index=0 >/dev/null || return 1; done
  v4l2-ctl -d $CAMERA -c loop_video=1,osd_text_mode=2
  v4l2-ctl -d $BEFORE_CAMERA --set-fmt-video-out=width=$WIDTH,height=$HEIGHT,pixelformat=YUYV,field=none
  v4l2-ctl -d $CAMERA --set-fmt-video=width=$WIDTH,height=$HEIGHT,pixelformat=YUYV,field=none
  /board/camera-feeder $BEFORE_CAMERA $WIDTH $HEIGHT /run/shown.png &
  FEEDER=$!
}

# show PICTURE: holds a PNG before the camera; hide takes it away.
show() { cp "$1" /run/next.png && mv /run/next.png /run/shown.png; }
hide() { rm -f /run/shown.png; }

# The clock: ten past ten of tomorrow, said to be synchronised, so that no check runs over midnight.
set_clock() {
  date -s "$(TZ=CST-8 date -d tomorrow +%F)T10:10:00+08:00" >/dev/null && /board/clock-synchronised
}
