#!/bin/bash
# make-initramfs.sh MODULES OUT: busybox, the few modules of MODULES, and `init`.
set -euo pipefail
MODULES=$1 OUT=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{bin,proc,sys,dev,tmp,host,root}
cp -r "$MODULES/lib" "$work/"
cp "$(command -v busybox)" "$work/bin/busybox"
for tool in sh mount modprobe chroot poweroff mkdir cat dd env ip printf cp ln switch_root; do ln -s busybox "$work/bin/$tool"; done
cp "$(dirname "$0")/init" "$work/init"
chmod +x "$work/init"
( cd "$work" && find . | cpio -o -H newc -R 0:0 --quiet | gzip -1 ) >"$OUT"
