#!/bin/sh
# install.sh [ROOT]: puts the program and what belongs to it under ROOT, where a package would put them; the configuration
# only if there is none yet. What it needs beside itself is in deploy/runtime-packages. Neither starts nor enables anything.
set -eu
cd "$(dirname "$0")/.."
root=${1:-}
program=.build/release/gatehouse
[ -x "$program" ] || { echo "There is no $program; \`make build\` makes it." >&2; exit 66; }

# put MODE FILE… FOLDER
put() {
    mode=$1; shift
    for folder in "$@"; do :; done
    install -d "$root$folder"
    while [ $# -gt 1 ]; do install -m "$mode" "$1" "$root$folder/"; shift; done
}

put 755 "$program" /usr/bin
strip "$root/usr/bin/gatehouse"
put 755 deploy/start-pause /usr/lib/gatehouse
put 644 hardware/boards/*.yaml /usr/share/gatehouse/boards
put 644 docs/*.md docs/openapi.yaml deploy/gatehouse.yaml deploy/Caddyfile /usr/share/doc/gatehouse
for unit in deploy/*.service deploy/*.timer; do [ ! -e "$unit" ] || put 644 "$unit" /usr/lib/systemd/system; done
put 644 deploy/60-gatehouse.rules /usr/lib/udev/rules.d
install -D -m 644 deploy/gatehouse.sysusers.conf "$root/usr/lib/sysusers.d/gatehouse.conf"
[ -e "$root/etc/gatehouse/gatehouse.yaml" ] || put 644 deploy/gatehouse.yaml /etc/gatehouse
