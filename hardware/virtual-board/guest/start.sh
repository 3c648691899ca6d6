#!/bin/bash
# What the virtual board does once it is up: makes its hardware, checks it, then the gate. Ends with status 0 when every
# expectation held.
cd /board || exit 1
. ./settings
for part in expect board board-checks gatehouse keeper-checks line-checks log-checks gate-checks disk-checks; do . "./$part.sh"; done

echo "board: making the lines and the camera"
set_clock || exit 2
make_chip || exit 3
watch_lines
make_camera || exit 4
check_board
[ "$PARTS" = " none" ] || check_gate
kill $WATCHER $FEEDER
dmesg >kernel.log

echo "$PASSED passed, $FAILED failed"
[ "$FAILED" = 0 ]
