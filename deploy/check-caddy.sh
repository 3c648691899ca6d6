#!/usr/bin/env bash
# Runs the program behind Caddy with deploy/Caddyfile and a certificate of a local authority, and looks at what a phone
# would see: https only, the session's cookie, the headers, the limits, and an answer while the gate restarts.
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

cat > "$work/gatehouse.yaml" <<YAML
campuses:
  - id: 1
    slug: east
    name: { zh: 东校区, en: East Campus }
    cap: 300
    hours: { daily: 08:00-22:00 }
    fence: { datum: WGS-84, centre: [31.2, 121.5], radius: 200 m }
gates:
  - id: east-main
    campus: east
    board: simulated
    lanes:
      - { id: east-in, direction: entry }
passes: { keys: $work/keys }
store: { folder: $work/store }
web: { address: 127.0.0.1, port: $web, public-url: "$site", behind-proxy: true }
YAML
mkdir "$work/store"
"$binary" keys create --dir "$work/keys" >/dev/null
printf 'patron,name,standing\n2021000001,Demo,active\n' > "$work/patrons.csv"
printf 'patron,password\n2021000001,first-password\n' > "$work/accounts.csv"
"$binary" patrons import --config "$work/gatehouse.yaml" "$work/patrons.csv" >/dev/null
"$binary" accounts import --config "$work/gatehouse.yaml" "$work/accounts.csv" >/dev/null

cat > "$work/Caddyfile" <<CADDY
{
	admin off
	local_certs
	skip_install_trust
	http_port $plain
	https_port $tls
	storage file_system $work/caddy
}
import $PWD/deploy/Caddyfile
CADDY

start_program() {
    "$binary" run --config "$work/gatehouse.yaml" 2>"$work/gatehouse.log" & program=$!
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

kill "$program"; wait "$program" 2>/dev/null || true; program=""
check "while the gate is away the phone is told to try again" bash -c "$(declare -f ask headers); root=$root; headers '$site/' | tr -d '\r' | grep -E '^(HTTP/2 502|retry-after: 2)' | wc -l | grep -q 2"
start_program
check "and it is back by itself" test "$(status "$site/healthz")" = 200

[ "$failed" = 0 ] || { tail -n 20 "$work/gatehouse.log" "$work/caddy.log"; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
