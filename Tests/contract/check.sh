#!/usr/bin/env bash
# Holds docs/openapi.yaml against the running program with schemathesis: no 5xx, no status that is not described, every
# answer of the described shape, everything that is not as described refused.
#
#   Tests/contract/check.sh [PROGRAM]
#
# Needs python3 with venv and, the first time, PyPI; SCHEMATHESIS names a schemathesis that is there already.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-.build/release/gatehouse}
version=4.32.5
examples=30
folder=$(mktemp -d)
description=$PWD/docs/openapi.yaml
gate=
trap '[ -z "$gate" ] || kill "$gate" 2>/dev/null || true; rm -rf "$folder"' EXIT

[ -x "$program" ] || { echo "there is no $program; \`make build\` makes it" >&2; exit 1; }
if [ -z "${SCHEMATHESIS:-}" ]; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
    SCHEMATHESIS=$folder/venv/bin/schemathesis
fi

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
address=http://127.0.0.1:$port
config=(--config "$folder/library/gatehouse.yaml")
secret() { "$program" tokens add "$1" --scope "$1" --json "${config[@]}" | python3 -c 'import json, sys; print(json.load(sys.stdin)["secret"])'; }

# The demonstration: its clock counts as set also where no time service runs, and it is a library with people in it.
mkdir "$folder/library"
"$program" demo --live --folder "$folder/library" --port "$port" > "$folder/log" 2>&1 &
gate=$!
for _ in $(seq 300); do
    python3 -c "import urllib.request; urllib.request.urlopen('$address/readyz')" 2>/dev/null && break
    sleep 0.1
done
import=$(secret import)
kiosk=$(secret kiosk)
status=$(secret status)

passed=0
failed=0
# Once with ids that the run makes up and learns, once with those of things that are there.
run() {
    # It leaves notes where it runs.
    (cd "$folder" && "$SCHEMATHESIS" --config-file "$folder/$1.toml" run "$description" --url "$address" --phases examples,coverage,fuzzing \
        --checks "$checks" -n "$examples" --seed "$2" --no-shrink --continue-on-failure --warnings off --no-color \
        --exclude-path-regex '/(events|screen|view)$' --rate-limit 25/s --max-time 120 --report junit --report-junit-path "$folder/$1.xml") > "$folder/$1.out" 2>&1 || true
    [ -s "$folder/$1.xml" ] || { cat "$folder/$1.out"; failed=$((failed + 1)); return; }
    read -r good bad < <(python3 Tests/contract/count.py "$folder/$1.xml")
    echo "$1 ids: $good operations as described, $bad not"
    [ "$bad" = 0 ] || cat "$folder/$1.out"
    passed=$((passed + good))
    failed=$((failed + bad))
}
# Streams are left out, since they have no end; the program's own tests read them.
# positive_data_acceptance is left out: a request may be of the right shape and still not be possible, such as a booking
# outside the opening hours.
checks=not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance
checks+=,response_schema_conformance,negative_data_rejection,unsupported_method,allow_header_conformance
checks+=,missing_required_header,ignored_auth
python3 Tests/contract/prepare.py "$address" 2021000003 first-chen "$import" "$kiosk" "$status" "$folder/known.toml"
sed '/^\[parameters\]/,$d' "$folder/known.toml" > "$folder/free.toml"
run free 1
run known 2

# After all that the gate is ready, and has complained of nothing.
if python3 -c "import urllib.request; urllib.request.urlopen('$address/readyz')"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
if grep -E '^[^ ]+ (error|critical) ' "$folder/log"; then failed=$((failed + 1)); else passed=$((passed + 1)); fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
