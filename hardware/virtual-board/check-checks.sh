#!/bin/bash
# check-checks.sh: the checks of the gate must be able to fail. After an end of the program that was seen, one that never
# came about leaves nothing that a later expectation could take for its own.
set -uo pipefail
cd "$(dirname "$0")/guest" || exit 1
. ./expect.sh
. ./gate-checks.sh

act() { :; }
rest() { :; }
stop() { STATUS=0; }
change() { [ "$2" = 1 ] && echo 1000 || echo 1200; }

PATIENCE=0
goes_to() { true; }
ends_by TERM && cut_short && [ "$STATUS" = 0 ] || { echo "FAIL an end that came about is not believed"; exit 1; }
goes_to() { false; }
ends_by TERM && { echo "FAIL a relay that never came on is taken for an end"; exit 1; }
cut_short && { echo "FAIL the end before is taken for this one"; exit 1; }
[ -z "$STATUS" ] || { echo "FAIL the status before is taken for this one"; exit 1; }
echo "ok   checks: an end that never came about is not believed"
