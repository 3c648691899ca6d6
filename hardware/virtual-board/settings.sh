# Paths and limits that the scripts share; sourced, with the repository as the working directory.
CACHE=${VIRTUAL_BOARD_CACHE:-$PWD/.build/virtual-board}
HERE=$PWD/hardware/virtual-board
# The folder that the machine and the virtual board both see; the board calls it /board. Boards side by side have one each.
SHARE=${SHARE:-$CACHE/share}

# One progress line: seconds since the check began, then what happens now.
export BEGAN=${BEGAN:-$(date +%s)}
step() { printf '[%3d s] %s\n' $(($(date +%s) - BEGAN)) "$*"; }
give_up() { printf 'FAIL %s\n' "$*" >&2; exit 1; }

# What the kernel in the cache was made by; another recipe makes it anew.
recipe() { cat "$HERE/kernel.sh" "$HERE/build-modules.sh" | md5sum | cut -d' ' -f1; }

# The kernel that is ready in the cache, newest first; nothing when there is none.
cached_kernel() {
  local ready
  for ready in $(ls -t "$CACHE"/*/ready 2>/dev/null); do
    [ "$(cat "$ready")" = "$(recipe)" ] && basename "$(dirname "$ready")" && return
  done
}
