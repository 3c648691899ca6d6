#!/usr/bin/env bash
# Starts the installed program in a root of its own: a minimal Debian 12 with the packages of deploy/runtime-packages and
# nothing else, so without Swift, and without a network. `make install` puts the program there; its account runs it, on
# simulated lines. The root is kept in .build/bare for the next run. Needs root's rights, or sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || exec sudo --preserve-env=PATH "$0" "$@"
base=$PWD/.build/bare/base root=$PWD/.build/bare/root

# The second half, below, runs as the first process of namespaces that end with it.
if [ "${1:-}" != inside ]; then
    packages=$(sed 's/ *#.*//' deploy/runtime-packages | paste -sd, | sed 's/^,*//; s/,,*/,/g')
    if [ "$(cat "$base/packages" 2>/dev/null)" != "$packages" ]; then
        echo "Making a minimal Debian 12 with $packages"
        rm -rf "$base"
        mkdir -p "$base"
        mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' 'Codename: bookworm' | head -n 1)
        debootstrap --variant=minbase --include="$packages" bookworm "$base" $mirror >.build/bare/debootstrap.log ||
            { tail -n 5 .build/bare/debootstrap.log; exit 1; }
        echo "$packages" >"$base/packages"
    fi
    exec unshare --mount --pid --net --ipc --fork --kill-child "$0" inside
fi

. hardware/virtual-board/guest/expect.sh
rm -rf "$root"
cp -a "$base" "$root"
deploy/install.sh "$root"
systemd-sysusers --root="$root" gatehouse.conf 2>/dev/null
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
ip link set lo up
log=.build/bare/gatehouse.log answer=.build/bare/answer.log

account=$(sed -n 's/^gatehouse:[^:]*:\([0-9]*:[0-9]*\):.*/\1/p' "$root/etc/passwd")
as_account=(chroot --userspec="$account" --groups= "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/var/lib/gatehouse)
gatehouse() { "${as_account[@]}" gatehouse "$@" >"$answer" 2>&1 || { DETAIL=$(tail -n 3 "$answer"); return 1; }; }
answers() { curl -fs -m 5 -o /dev/null http://127.0.0.1:8080/readyz; }
gone() { ! kill -0 "$program" 2>/dev/null; }
answers_or_gone() { answers || gone; }

# Whatever it is linked to comes from the packages: no path of the machine that built it is in it.
carries_its_runtime() {
    DETAIL=$(readelf -d "$root/usr/bin/gatehouse" | grep -E 'RUNPATH|RPATH|libswift|libFoundation|libdispatch') || true
    ! grep -qE '\[(.*:)?/|\[lib' <<<"$DETAIL" && DETAIL="$(du -m "$root/usr/bin/gatehouse" | cut -f 1) MB"
}
has_no_swift() { [ -z "$(find "$root" -xdev -name 'libswift*' -print -quit)" ]; }
starts() {
    "${as_account[@]}" gatehouse run >"$log" 2>&1 &
    program=$!
    within 60000 answers_or_gone
    answers || { DETAIL=$(tail -n 3 "$log"); return 1; }
}
stops() {
    kill -TERM "$program"
    wait "$program"
    local status=$?
    equals "$status" 0
}

# The unit as it is installed: no key that this systemd does not know, and an exposure of 1.5 at the most.
unit_is_clean() {
    # The targets that every unit stands on come with systemd, which the program does not need.
    cp /usr/lib/systemd/system/*.target "$root/usr/lib/systemd/system/"
    DETAIL=$(systemd-analyze verify --root="$root" --man=no gatehouse.service 2>&1) && [ -z "$DETAIL" ]
}
unit_is_tight() {
    local status
    DETAIL=$(systemd-analyze security --offline=true --root="$root" --threshold=15 gatehouse.service 2>&1)
    status=$?
    DETAIL=$(tail -n 1 <<<"$DETAIL" | tr -dc 'a-zA-Z0-9:. ')
    return $status
}

# Twelve starts in a row: a `sleep` that only notes is put before the real one.
starts_pause() {
    local folder; folder=$(mktemp -d)
    mkdir "$folder/run" "$folder/bin"
    printf '#!/bin/sh\necho "$1" >>%s/pauses\n' "$folder" >"$folder/bin/sleep"
    chmod +x "$folder/bin/sleep"
    for _ in $(seq 12); do RUNTIME_DIRECTORY=$folder/run PATH=$folder/bin:$PATH "$root/usr/lib/gatehouse/start-pause"; done
    touch -d '11 minutes ago' "$folder"/run/*
    RUNTIME_DIRECTORY=$folder/run PATH=$folder/bin:$PATH "$root/usr/lib/gatehouse/start-pause"
    local pauses; pauses=$(paste -sd ' ' "$folder/pauses")
    rm -r "$folder"
    equals "$pauses" "1 2 4 8 16 30 30"
}

# The sample configuration, but for the lines and the camera.
sed -i -e 's|board: hardware/.*|board: simulated|' -e '/^        camera:/,/^          budget:/d' "$root/etc/gatehouse/gatehouse.yaml"
install -d -o "${account%:*}" -g "${account#*:}" -m 750 "$root/var/lib/gatehouse"
install -d -o "${account%:*}" -g "${account#*:}" "$root/etc/gatehouse/keys"

set +e
expect "the root has no Swift" has_no_swift
expect "the program needs no library of the toolchain" carries_its_runtime
expect "gatehouse --version" gatehouse --version
expect "gatehouse keys create" gatehouse keys create
expect "gatehouse store new" gatehouse store new
expect "gatehouse doctor" gatehouse doctor
expect "gatehouse run, until it says that it is ready" starts && expect "and it stops with status 0" stops
expect "systemd-analyze verify" unit_is_clean
expect "systemd-analyze security" unit_is_tight
expect "of twelve starts in a row the first five follow at once, and after ten minutes again" starts_pause
umount -R "$root/dev" "$root/proc" && rm -rf "$root"
echo "$PASSED passed, $FAILED failed"
[ "$FAILED" = 0 ]
