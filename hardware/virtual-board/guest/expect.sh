# Expectations: each is a function or command that succeeds or not, and may say in DETAIL what it saw. `expect` succeeds
# when the expectation held, so that `|| return` can end checks that would have nothing to stand on.
PASSED=0
FAILED=0

expect() {
  local what=$1; shift
  DETAIL=''
  if "$@"; then
    PASSED=$((PASSED + 1)); echo "ok   $what${DETAIL:+ ($DETAIL)}"
  else
    FAILED=$((FAILED + 1)); echo "FAIL $what${DETAIL:+ ($DETAIL)}"
    return 1
  fi
}

# Milliseconds of the monotonic clock, as line-watcher prints them.
now() { local up; read -r up _ </proc/uptime; echo $((10#${up/./} * 10)); }

# within MILLISECONDS COMMAND...: tries the command until it succeeds. Starts no process of its own but the short sleep.
within() {
  local end=$((${EPOCHREALTIME/[.,]/} + $1 * 1000)); shift
  until "$@"; do [ "${EPOCHREALTIME/[.,]/}" -lt "$end" ] || return 1; sleep 0.02; done
}

fails() { ! "$@"; }

equals() { DETAIL="is '$1'"; [ "$1" = "$2" ] || { DETAIL="$DETAIL, not '$2'"; return 1; }; }
