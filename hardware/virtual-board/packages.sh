# The Debian packages that the check needs on this machine; sourced after settings.sh.
# The kernel's own packages are not among them: kernel.sh only unpacks those.
PACKAGES="qemu-system-x86 seabios busybox-static cpio kmod gpiod v4l-utils jq curl gcc libc6-dev make python3 xz-utils
  libelf1 libssl3 libpng-dev zlib1g-dev systemd"

missing_packages() {
  for package in $PACKAGES; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
  done
}

# Another installation on this machine holds Debian's lock for a while: wait for it, seconds.
LOCK="-o DPkg::Lock::Timeout=600"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 77; fi
}

# Package lists, once; they may be absent on a fresh machine and old on another.
refresh_lists() {
  [ -n "${LISTS_FRESH:-}" ] && return
  as_root timeout 900 apt-get -qq $LOCK -o Acquire::Retries=3 update || give_up "apt-get update did not work"
  LISTS_FRESH=yes
}

install_packages() {
  local missing; missing=$(missing_packages | tr '\n' ' ')
  [ -z "$missing" ] && return
  step "installing ${missing% }"
  as_root true || give_up "these packages are missing and neither root nor sudo is at hand: $missing"
  refresh_lists
  as_root env DEBIAN_FRONTEND=noninteractive timeout 1500 \
    apt-get -qq -y $LOCK -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 --no-install-recommends install $missing \
    >"$CACHE/packages.log" 2>&1 || { tail -5 "$CACHE/packages.log"; give_up "apt-get install did not work"; }
}
