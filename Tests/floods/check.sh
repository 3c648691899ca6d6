#!/usr/bin/env bash
# Floods of each kind at once (sign-ins, bookings, slow connections, streams, imports, reports) against a gate under the
# memory limit of its own unit: it must go on deciding, refuse nobody for them, and stay within that memory. Also prints the
# share of decisions within 100 ms without and with the floods, which is a figure and no check.
# SECONDS_EACH is how long each part is watched.
set -euo pipefail
cd "$(dirname "$0")/../.."
binary=$PWD/.build/release/gatehouse
seconds=${SECONDS_EACH:-30}
work=$(mktemp -d)
group="" program=""
passed=0 failed=0

finish() {
    [ -n "$program" ] && kill "$program" 2>/dev/null || true
    wait 2>/dev/null || true
    [ -n "$group" ] && rmdir "$group" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# check WHAT COMMAND...: one line a check
check() {
    local what=$1; shift
    if "$@" >/dev/null 2>&1; then passed=$((passed + 1)); echo "ok      $what"
    else failed=$((failed + 1)); echo "FAILED  $what"; fi
}

mebibytes=$(sed -n 's/^MemoryMax=\([0-9]*\)M$/\1/p' deploy/gatehouse.service)
limit=$((mebibytes * 1024 * 1024))
# The unit's limit by hand, as systemd sets it: version 2 of control groups, or version 1.
if [ -w /sys/fs/cgroup/cgroup.subtree_control ] && grep -qw memory /sys/fs/cgroup/cgroup.controllers; then
    group=/sys/fs/cgroup/gatehouse-floods-$$
    echo +memory > /sys/fs/cgroup/cgroup.subtree_control && mkdir "$group" && echo "$limit" > "$group/memory.max" || group=""
elif [ -w /sys/fs/cgroup/memory ] && mkdir "/sys/fs/cgroup/memory/gatehouse-floods-$$" 2>/dev/null; then
    group=/sys/fs/cgroup/memory/gatehouse-floods-$$
    echo "$limit" > "$group/memory.limit_in_bytes"
fi
[ -n "$group" ] && echo "the limit of $mebibytes MiB holds, by $group" || echo "no control group of memory can be had here: the peak is compared with the unit's $mebibytes MiB"

# A campus at which it is noon, so that no booking is over before this is.
ahead=$((12 - 10#$(date -u +%H)))
offset=$(printf '%+03d:00' $ahead) day=$(date -u -d "$ahead hours" +%F)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > "$work/gatehouse.yaml" <<YAML
campuses:
  - id: 1
    slug: east
    name: { zh: 东校区, en: East Campus }
    cap: 300
    hours: { daily: "00:00-24:00", utc-offset: "$offset" }
    fence: { datum: WGS-84, centre: [31.2, 121.5], radius: 200 m }
gates:
  - id: east-main
    campus: east
    board: simulated
    lanes:
      - { id: east-in, direction: entry }
rules: { printed-passes: true, check-in-before: 4 h, check-in-after: 4 h }
passes: { keys: $work/keys }
store: { folder: $work/store }
web: { address: 127.0.0.1, port: $port, public-url: "http://localhost:$port", behind-proxy: true }
YAML
mkdir "$work/store" "$work/pictures"
# Bookings are made by a clock that is kept, and a machine for tests has seldom a time service.
gcc -O2 -Wall -Wextra -Werror -shared -fPIC -o "$work/kept-clock.so" Tests/floods/kept-clock.c
export LD_PRELOAD=$work/kept-clock.so
"$binary" keys create --dir "$work/keys" >/dev/null
{ echo patron,name,standing; for number in $(seq 4000); do printf '2021%06d,Patron %d,active\n' "$number" "$number"; done; } > "$work/patrons.csv"
{ echo patron,password; for number in $(seq 40); do printf '2021%06d,first-password\n' "$number"; done; } > "$work/accounts.csv"
run() { "$binary" "$@" --config "$work/gatehouse.yaml"; }
run patrons import "$work/patrons.csv" >/dev/null
run accounts import "$work/accounts.csv" >/dev/null 2>&1
{ echo booking,patron,campus,start,end
  for number in $(seq 41 240); do
      printf '%016x,2021%06d,east,%sT12:00:00%s,%sT14:00:00%s\n' $((0xa000 + number)) "$number" "$day" "$offset" "$day" "$offset"
  done; } > "$work/bookings.csv"
run bookings import "$work/bookings.csv" >/dev/null
# One patron after another, more of them than both parts take, so that what is decided is mostly who comes in.
for number in $(seq 41 240); do
    run pass issue --booking "$(printf '%016x' $((0xa000 + number)))" --fix 31.2,121.5,15,WGS-84 --printed --png "$work/pictures/$((100 + number)).png" >/dev/null
done
token() { run tokens add "$1" --scope "$1" --json | sed -n 's/.*"\(gh_[0-9a-f]*\)".*/\1/p'; }
status=$(token status) import=$(token import)
secret=$(run staff add anna --name Anna --role administrator | sed -n 's/.*password \([a-z0-9]*\)$/\1/p')

bash -c '[ -z "$1" ] || echo $$ > "$1/cgroup.procs"; exec "$2" run --config "$3" --frames "$4" --loop' \
    _ "$group" "$binary" "$work/gatehouse.yaml" "$work/pictures" >/dev/null 2>"$work/log" & program=$!
for _ in $(seq 200); do curl -sf "http://127.0.0.1:$port/readyz" >/dev/null && break; sleep 0.1; done

python3 Tests/floods/flood.py "$port" "$status" "$import" anna "$secret" "$seconds" "$offset" > "$work/result" || true
alive() { kill -0 "$program" 2>/dev/null; }
value() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]][sys.argv[3]])' "$work/result" "$1" "$2" 2>/dev/null || echo 0; }
peak=$(awk '/^VmHWM/ { print $2 * 1024 }' "/proc/$program/status" 2>/dev/null || echo 0)
check "the gate is the one that was started" alive
check "it decided while it was flooded ($(value flooded all) times)" test "$(value flooded all)" -gt 0
check "nobody was refused for the floods ($(value flooded faults) were)" test "$(value flooded faults)" = 0
check "its memory stayed within the unit's ($((peak / 1048576)) of $mebibytes MiB at the most)" test "$peak" -gt 0 -a "$peak" -lt "$limit"
booked=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["answers"].get("bookings", {}).get("201", 0))' "$work/result" 2>/dev/null || echo 0)
check "bookings were made in the flood ($booked)" test "$booked" -ge 10
check "what was decided were admissions ($(value flooded admitted) of $(value flooded all))" test "$(($(value flooded admitted) * 2))" -ge "$(value flooded all)"
for flood in sign-ins "idle connections" "slow bodies" streams imports reports; do
    check "there was a flood of $flood" python3 -c 'import json, sys; sys.exit(sum(json.load(open(sys.argv[1]))["answers"].get(sys.argv[2], {}).values()) < 10)' "$work/result" "$flood"
done
python3 - "$work/result" <<'PY' || true
import json, sys
result = json.load(open(sys.argv[1]))
for name in ("alone", "flooded"):
    part = result[name]
    share = 100 * part["fast"] / part["all"] if part["all"] else 0
    print(f"{name:8} {part['all']} decisions, {part['admitted']} of them admissions, {share:.1f} % within 100 ms")
for flood, counts in sorted(result["answers"].items()): print(f"         {flood}: {counts}")
PY
[ "$failed" = 0 ] || tail -n 20 "$work/log"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
