#!/bin/sh
# Installs the Debian packages that building and running Gatehouse needs, and only those that are missing. With the word
# `tests` also what the tests of the pages, of TLS and of the API need, which are left out otherwise: a browser is large.
# With the word `bare` what the check of the installed program needs. Uses sudo where the caller is not root. Says nothing
# when there is nothing to do.
set -eu

# lines, codes, signatures, drawing codes, MJPEG, PNG, records, MQTT; pkg-config finds them; then what Swift's Foundation,
# which the program carries in itself, is linked with: HTTP, XML, zlib
packages="libgpiod-dev libzbar-dev libsodium-dev libqrencode-dev libturbojpeg0-dev libpng-dev libsqlite3-dev libmosquitto-dev pkg-config
    libcurl4-openssl-dev libxml2-dev zlib1g-dev"
case "${1:-}" in
tests)
    # the browser and its driver, Chinese letters for it, TLS in front, a place for Python packages, an MQTT broker
    # and its clients, a compiler for a kernel's word on the clock
    packages="$packages chromium chromium-driver fonts-noto-cjk caddy curl ca-certificates python3-venv mosquitto mosquitto-clients
        gcc libc6-dev" ;;
bare)
    # a root of its own, its account, the judge of the unit, a network that ends here, who asks, who strips
    packages="$packages debootstrap systemd iproute2 curl binutils" ;;
esac

missing=""
for package in $packages; do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed'; then
        missing="$missing $package"
    fi
done

if ! command -v swift >/dev/null 2>&1; then
    echo "No Swift toolchain was found. Install Swift 6.3 from swift.org and put it on the PATH." >&2
    exit 69
fi

[ -z "$missing" ] && exit 0

as_root=""
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "Run as root, or install:$missing" >&2; exit 77; }
    as_root="sudo"
fi
echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
# Another installation on this machine holds Debian's lock for a while: wait for it, seconds.
lock="-o DPkg::Lock::Timeout=600"
# shellcheck disable=SC2086
$as_root apt-get update -qq $lock
# shellcheck disable=SC2086
$as_root apt-get install -y -qq $lock --no-install-recommends $missing >/dev/null
