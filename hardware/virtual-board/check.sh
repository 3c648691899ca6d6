#!/bin/bash
# check.sh [--only PART]... [--unit] [--fresh]: boots a virtual board, a stock Debian kernel with simulated GPIO lines and a
# simulated camera, and runs the release binary in it. README.md tells more.
#   --only PART    day, lines, log, disk or crashes, in a board of its own, which may run beside others; none: the board itself alone
#   --unit         the program as deploy/gatehouse.service runs it, under systemd
#   --fresh        fetch the newest kernel again
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
. hardware/virtual-board/settings.sh
. hardware/virtual-board/packages.sh
GATEHOUSE=$(realpath -m "${GATEHOUSE:-.build/release/gatehouse}")

PARTS=""
while [ $# -gt 0 ]; do
  case $1 in
    --only)
      [[ ${2:-} =~ ^(day|lines|log|disk|crashes|none)$ ]] || { echo "--only is one of day, lines, log, disk, crashes, none"; exit 64; }
      PARTS+=" $2"; shift ;;
    --unit) export BOARD_APPEND='board=unit systemd.show_status=0' BOARD_MEMORY=1536; PARTS=" unit" ;;
    --fresh) rm -rf "$CACHE" ;;
    *) sed -n '2,6s/^# //p' "$0"; exit 64 ;;
  esac
  shift
done
export SHARE=$SHARE${PARTS// /-}
[ "$PARTS" = " none" ] || [ -x "$GATEHOUSE" ] || give_up "there is no $GATEHOUSE; \`swift build -c release\` makes it"

"$HERE/check-checks.sh" || exit 1

mkdir -p "$CACHE"
exec 8>"$SHARE.lock" 9>"$CACHE/lock"
flock -w 1800 8 || give_up "the same check has been running here for 30 minutes"
# One makes the kernel, the others wait for it.
flock -w 1800 9 || give_up "another check has been making the kernel for 30 minutes"
install_packages
[ -n "$(cached_kernel)" ] || "$HERE/kernel.sh" || exit 1
KERNEL=$(cached_kernel)
exec 9>&-

# A PNG of squares that no camera would invent.
test_pattern() {
  python3 - "$1" <<'P'
import struct, sys, zlib
side = 60
rows = b"".join(b"\0" + bytes((x * 37 + y * 91) % 256 for x in range(side)) for y in range(side))
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
with open(sys.argv[1], "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
P
}

step "making the board's programs"
rm -rf "$SHARE"
mkdir -p "$SHARE"
cp "$HERE"/guest/*.sh "$HERE"/guest/*.yaml "$HERE"/guest/*.service "$SHARE/"
for program in line-watcher camera-feeder clock-synchronised; do
  gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -o "$SHARE/$program" "$HERE/guest/$program.c" -lpng16 -lz -lm \
    || give_up "$program.c did not compile"
done
test_pattern "$SHARE/pattern.png"
cp "${BOARD_FILE:-hardware/boards/bench.yaml}" "$SHARE/board.yaml" || exit 1
"$HERE/lines-of-board.py" "$SHARE/board.yaml" >"$SHARE/lines" || exit 1
printf 'GATEHOUSE=%q\nPARTS=%q\n' "$GATEHOUSE" "${PARTS:- day lines log disk crashes}" >"$SHARE/settings"
[ -z "${BOARD_APPEND:-}" ] || deploy/install.sh "$SHARE/installed" || give_up "the program cannot be installed"
"$HERE/make-initramfs.sh" "$CACHE/$KERNEL/modules" "$SHARE/initramfs" || give_up "no initramfs"

"$HERE/boot.sh" "$KERNEL"
status=$?
step "done, status $status; logs are in $SHARE"
exit $status
