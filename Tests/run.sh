#!/usr/bin/env bash
# Runs the tests that were built, one target after the other: each has a run of its own, so that a test that waits for a
# program or a browser does not wait for all others too. Goes through all of them, and names at the end what failed.
#   Tests/run.sh            every target
#   Tests/run.sh Tidy …     some of them
set -uo pipefail
cd "$(dirname "$0")/.."
logs=.build/test-logs
mkdir -p "$logs"

# So many tests at a time, whose deadlines are real: hundreds side by side on a few cores keep each other waiting.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8

targets=("$@")
if [ $# = 0 ]; then
    for folder in Tests/*Tests Tests/Scenarios Tests/Tidy; do targets+=("$(basename "$folder")"); done
fi

failed=()
for target in "${targets[@]}"; do
    echo "== $target"
    # A run in which no test was found has not passed.
    "${SWIFT:-swift}" test -c release --skip-build --filter "^$target\\." 2>&1 | tee "$logs/$target.log" &&
        grep -q "Test run with [1-9]" "$logs/$target.log" || failed+=("$target")
done

[ ${#failed[@]} = 0 ] && exit 0
echo "Failed: ${failed[*]}"
for target in "${failed[@]}"; do grep -E "✘|[Ff]atal error|Crash" "$logs/$target.log" || tail -n 5 "$logs/$target.log"; done
exit 1
