#!/usr/bin/env bash
# Runs the program behind Caddy with deploy/Caddyfile and a certificate of a local authority, and looks at what a phone
# would see: https only, the session's cookie, the headers, the limits, and an answer while the gate restarts; and at what
# watchers would: events and pictures at once, however long the stream goes on.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=.build/release/gatehouse
work=$(mktemp -d)
program="" proxy=""
passed=0 failed=0

finish() {
    [ -n "$proxy" ] && kill "$proxy" 2>/dev/null || true
    [ -n "$program" ] && kill "$program" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# check WHAT COMMAND...: one line a check
check() {
    local what=$1; shift
    if "$@" >/dev/null 2>&1; then passed=$((passed + 1)); echo "ok      $what"
    else failed=$((failed + 1)); echo "FAILED  $what"; fi
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
web=$(free_port) tls=$(free_port) plain=$(free_port)
site="https://localhost:$tls"

# A campus at which it is noon, so that no day begins or ends while this runs.
ahead=$((12 - 10#$(date -u +%H)))
offset=$(printf '%+03d:00' $ahead) day=$(date -u -d "$ahead hours" +%F)

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
rules: { printed-passes: true }
passes: { keys: $work/keys }
store: { folder: $work/store }
web: { address: 127.0.0.1, port: $web, public-url: "$site", behind-proxy: true }
YAML
mkdir "$work/store"
"$binary" keys create --dir "$work/keys" >/dev/null
printf 'patron,name,standing\n2021000001,Demo,active\n' > "$work/patrons.csv"
printf 'patron,password\n2021000001,first-password\n' > "$work/accounts.csv"
"$binary" patrons import --config "$work/gatehouse.yaml" "$work/patrons.csv" >/dev/null
printf 'booking,patron,campus,start,end\n000000000000a001,2021000001,east,%s,%s\n' \
    "${day}T11:00:00$offset" "${day}T16:00:00$offset" > "$work/bookings.csv"
"$binary" bookings import --config "$work/gatehouse.yaml" "$work/bookings.csv" >/dev/null
"$binary" accounts import --config "$work/gatehouse.yaml" "$work/accounts.csv" >/dev/null
token() { "$binary" tokens add --config "$work/gatehouse.yaml" "$1" --scope "$1" --json | sed -n 's/.*"\(gh_[0-9a-f]*\)".*/\1/p'; }
watcher=$(token status) kiosk=$(token kiosk)

# What the camera sees, again and again: a pass for a moment, and then an empty lane.
mkdir "$work/pictures"
"$binary" pass issue --config "$work/gatehouse.yaml" --booking 000000000000a001 --fix 31.2,121.5,15,WGS-84 --printed \
    --png "$work/pictures/10.png" >/dev/null
for number in 11 12 13 14 15 16 17 18; do
    { printf 'P5\n640 480\n255\n'; head -c 307200 /dev/zero | tr '\0' '\200'; } > "$work/pictures/$number.pgm"
done

# The shipped file, with what a test needs put at the head of its own settings.
awk -v plain="$plain" -v tls="$tls" -v work="$work" '
    { print }
    /^\{$/ && !done {
        print "\tadmin off\n\tlocal_certs\n\tskip_install_trust"
        print "\thttp_port " plain "\n\thttps_port " tls "\n\tstorage file_system " work "/caddy"
        done = 1
    }' deploy/Caddyfile > "$work/Caddyfile"

start_program() {
    "$binary" run --config "$work/gatehouse.yaml" --frames "$work/pictures" --loop >/dev/null 2>"$work/gatehouse.log" & program=$!
    for _ in $(seq 100); do
        curl -sf "http://127.0.0.1:$web/readyz" >/dev/null && return 0
        sleep 0.1
    done
    echo "the program is not ready:"; cat "$work/gatehouse.log"; exit 1
}

start_program
export GATEHOUSE_SITE=$site GATEHOUSE_UPSTREAM=127.0.0.1:$web
XDG_DATA_HOME=$work HOME=$work caddy run --config "$work/Caddyfile" --adapter caddyfile 2>"$work/caddy.log" & proxy=$!
root=$work/caddy/pki/authorities/local/root.crt
for _ in $(seq 100); do [ -s "$root" ] && curl -sf --cacert "$root" "$site/healthz" >/dev/null && break; sleep 0.1; done

ask() { curl -s --max-time 10 --cacert "$root" "$@"; }
headers() { ask -D - -o /dev/null "$@"; }
sign_in='{"card":"2021000001","password":"first-password"}'
status() { ask -o /dev/null -w '%{http_code}' "$@"; }
signs_in() { headers -H 'Content-Type: application/json' -d "$sign_in" "$site/api/v1/session"; }

check "the certificate is checked, and the page comes" test "$(status "$site/")" = 200
check "without the authority there is no answer" bash -c "! curl -s --max-time 5 '$site/'"
check "plain http leads to https" bash -c "curl -s -D - -o /dev/null --max-time 5 http://localhost:$plain/ | grep -i '^location: https://localhost'"
check "https is asked for from now on" bash -c "$(declare -f ask headers); root=$root; headers '$site/' | grep -i '^strict-transport-security:'"
check "the page may only load its own parts" bash -c "$(declare -f ask headers); root=$root; headers '$site/' | grep -i \"^content-security-policy: default-src 'none'\""
cookie=$(signs_in | grep -i '^set-cookie:' || true)
check "a patron signs in" test -n "$cookie"
for word in __Host-gatehouse= Secure HttpOnly SameSite=Lax Path=/; do
    check "the cookie says $word" grep -qi -- "$word" <<< "$cookie"
done
check "another site's form is refused" test "$(status -H 'Content-Type: application/json' -H 'Origin: https://elsewhere.example' -H 'Sec-Fetch-Site: cross-site' -d "$sign_in" "$site/api/v1/session")" = 403
head -c 18000000 /dev/zero > "$work/large"
# Whoever may not import is told so first; nobody's body is read.
refused=$(status --data-binary "@$work/large" "$site/api/v1/import/patrons" || true)
check "a body of 18 MB is refused (is $refused)" grep -qE '^(401|413)$' <<< "$refused"
check "an address is written with its network only, and no cookie" bash -c "grep -q '\"remote_ip\":\"127.0.0.0\"' '$work/caddy.log' && ! grep -qi cookie '$work/caddy.log'"

# Streams: each line with the time at which it came, as a browser asks for it.
watch() {
    local name=$1; shift
    ask --max-time 18 -N --compressed -D "$work/$name.head" "$@" | python3 -u -c '
import sys, time
for line in iter(sys.stdin.buffer.readline, b""):
    words = "".join(letter if letter.isprintable() else "?" for letter in line.decode(errors="replace").rstrip("\r\n"))
    print(f"{time.time():.3f} {words}")' > "$work/$name"
}
began=$(date +%s.%N)
watch events -H "Authorization: Bearer $watcher" "$site/api/v1/events" & one=$!
watch levels --http1.1 "$site/api/v1/events" & two=$!
watch screen -H "Authorization: Bearer $kiosk" "$site/api/v1/kiosks/east-in/screen" & three=$!
watch view -H "Authorization: Bearer $kiosk" "$site/api/v1/kiosks/east-in/view" & four=$!
wait $one $two $three $four || true
# late FILE WORD FIELD: the longest time between the instant that an event names and its coming, in seconds; 99 without any.
late() {
    python3 - "$work/$1" "$2" "$3" <<'PY'
import datetime, json, sys
name, worst, came = "", -1.0, 99
for line in open(sys.argv[1]):
    time, _, words = line.rstrip("\n").partition(" ")
    if words.startswith("event: "): name = words[7:]
    if words.startswith("data: ") and name == sys.argv[2]:
        told = datetime.datetime.fromisoformat(json.loads(words[6:])[sys.argv[3]]).timestamp()
        worst = max(worst, float(time) - told)
print(f"{worst if worst >= 0 else 99:.3f}")
PY
}
# gap FILE WORD: the longest time without a line that begins so, from the asking on; the last one may be near the end.
gap() {
    python3 - "$work/$1" "$2" "$began" <<'PY'
import sys
lines = [line.split(" ", 1) for line in open(sys.argv[1])]
times = [float(sys.argv[3])] + [float(time) for time, words in lines if words.startswith(sys.argv[2])]
print(f"{max((b - a for a, b in zip(times, times[1:])), default=99):.3f}")
PY
}
below() { python3 -c 'import sys; sys.exit(not float(sys.argv[1]) < float(sys.argv[2]))' "$1" "$2"; }
told=$(late events presentation at) shown=$(late screen screen now) pictures=$(gap view --picture) beat=$(gap levels ': alive')
check "an event comes within two seconds (took $told s at the most)" below "$told" 2
check "a screen comes within two seconds (took $shown s at the most)" below "$shown" 2
check "a picture comes every two seconds (without one for $pictures s at the most)" below "$pictures" 2
check "a stream without news beats within 17 seconds (took $beat s)" below "$beat" 17
for name in events levels screen view; do
    check "the stream of $name is not packed" bash -c "! grep -qi '^content-encoding:' '$work/$name.head'"
    check "the stream of $name is kept by nobody on the way" grep -qi '^cache-control: no-cache, no-store' "$work/$name.head"
done
check "a page is packed" bash -c "$(declare -f ask headers); root=$root; headers --compressed '$site/assets/desk.css' | grep -i '^content-encoding: gzip'"
check "the status is packed" bash -c "$(declare -f ask headers); root=$root; headers --compressed -H 'Authorization: Bearer $watcher' '$site/api/v1/status' | grep -i '^content-encoding: gzip'"
tag=$(headers --compressed "$site/api/v1/status" | tr -d '\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: //p')
check "who has the status already is told so (tag $tag)" test "$(status --compressed -H "If-None-Match: $tag" "$site/api/v1/status")" = 304
check "metrics are not for strangers" test "$(status "$site/metrics")" = 401
check "metrics are for a token" test "$(status -H "Authorization: Bearer $watcher" "$site/metrics")" = 200
# Each question of docs/status.md as it is printed there, asked of this site; a stream has no end of its own.
while IFS= read -r line; do
    command=${line%%#*}
    check "as docs/status.md says it: $command" bash -c '
        answer=$(CURL_CA_BUNDLE=$1 TOKEN=$2 timeout 3 bash -c "$3") || [ $? = 124 ]
        grep -qE "\"asOf\"" <<< "$answer"' _ "$root" "$watcher" "${command//https:\/\/library.example.edu/$site}"
done < <(grep '^curl ' docs/status.md)
check "no token is in the log" bash -c "! grep -q 'gh_[0-9a-f]' '$work/caddy.log'"

# One client that takes what it can: connections without a request, and bodies that come a byte a second.
cat > "$work/flood.py" <<'PY'
import select, socket, ssl, sys, time
port, root, kind, count, seconds = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), float(sys.argv[5])
context = ssl.create_default_context(cafile=root)
head = b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{"
held = []
for _ in range(count):
    plain = socket.create_connection(("127.0.0.1", port), timeout=20)
    held.append(context.wrap_socket(plain, server_hostname="localhost"))
    if kind == "slow": held[-1].sendall(head)
print("held", flush=True)
end, closed = time.time() + seconds, set()
while time.time() < end and len(closed) < count:
    time.sleep(1)
    for one in held:
        if one in closed: continue
        try:
            if kind == "slow": one.sendall(b" ")
            # An answer is the end as well: whatever Caddy says then, it closes.
            if select.select([one], [], [], 0)[0]: closed.add(one)
        except OSError: closed.add(one)
print("closed", len(closed), flush=True)
PY
for kind in "idle 500 35" "slow 450 25"; do
    read -r name count seconds <<< "$kind"
    ulimit -n 4096 2>/dev/null || true
    python3 "$work/flood.py" "$tls" "$root" "$name" "$count" "$seconds" > "$work/flood" & flood=$!
    for _ in $(seq 300); do grep -q held "$work/flood" && break; sleep 0.1; done
    check "while $count connections are $name the pages are served" test "$(status "$site/api/v1/campuses")" = 200
    check "while $count connections are $name a kiosk has its code" \
        test "$(status -H "Authorization: Bearer $kiosk" "$site/api/v1/kiosks/east-in/code")" = 200
    check "while $count connections are $name a patron signs in" test -n "$(signs_in | grep -i '^set-cookie:')"
    wait "$flood" || true
    check "all $count connections that are $name are given up (are $(tail -n 1 "$work/flood"))" grep -q "^closed $count\$" "$work/flood"
done

kill "$program"; wait "$program" 2>/dev/null || true; program=""
check "while the gate is away the phone is told to try again" bash -c "$(declare -f ask headers); root=$root; headers '$site/' | tr -d '\r' | grep -E '^(HTTP/2 502|retry-after: 2)' | wc -l | grep -q 2"
start_program
check "and it is back by itself" test "$(status "$site/healthz")" = 200

[ "$failed" = 0 ] || { tail -n 20 "$work/gatehouse.log" "$work/caddy.log"; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
