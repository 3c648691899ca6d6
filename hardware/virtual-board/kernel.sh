#!/bin/bash
# kernel.sh: makes $CACHE/RELEASE/ with `vmlinux` and `modules/`, from Debian's packages, unpacked but not installed.
# Debian's kernel has GPIO and vivid, but not gpio-sim; that one is built here from the kernel's source package.
set -euo pipefail
. hardware/virtual-board/settings.sh
. hardware/virtual-board/packages.sh

newest_kernel() { apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/.*Depends: linux-image-\([0-9]\)/\1/p' | head -1; }
KERNEL=$(newest_kernel)
[ -n "$KERNEL" ] || { refresh_lists; KERNEL=$(newest_kernel); }
[ -n "$KERNEL" ] || give_up "no linux-image-amd64 in the package lists: this check is for Debian on amd64"
SERIES=$(echo "$KERNEL" | cut -d. -f1,2)

OUT=$CACHE/$KERNEL
WORK=$CACHE/$KERNEL.work
rm -rf "$OUT" "$WORK"
mkdir -p "$OUT" "$WORK/debs" "$WORK/tree" "$WORK/source"

download() {
  common=$(apt-cache depends "linux-headers-$KERNEL" | sed -n 's/.*Depends: \(linux-headers-.*-common\)$/\1/p')
  ( cd "$WORK/debs" && timeout 900 apt-get -qq -o Acquire::Retries=3 download \
      "linux-image-$KERNEL" "linux-headers-$KERNEL" "$common" "linux-kbuild-$SERIES" "linux-source-$SERIES" ) 2>"$WORK/download.log"
}
step "downloading kernel $KERNEL, its headers and its source"
download || { LISTS_FRESH=''; refresh_lists; download; } || { tail -3 "$WORK/download.log"; give_up "apt-get download did not work"; }

step "unpacking"
for deb in "$WORK"/debs/linux-{image,headers,kbuild}-*.deb; do dpkg -x "$deb" "$WORK/tree"; done
# Three files of the source are wanted; --occurrence lets tar stop when it has them.
wanted="drivers/gpio/gpio-sim.c drivers/gpio/gpiolib.h kernel/irq/irq_sim.c"
{ dpkg --fsys-tarfile "$WORK"/debs/linux-source-*.deb | tar -xO "./usr/src/linux-source-$SERIES.tar.xz" \
  | tar -xJ -C "$WORK/source" --strip-components=1 --occurrence=1 $(printf "linux-source-$SERIES/%s " $wanted); } 2>/dev/null || true
for file in $wanted; do [ -s "$WORK/source/$file" ] || give_up "the kernel's source package has no $file"; done
rm -rf "$WORK/debs"

step "building gpio-sim"
"$HERE/build-modules.sh" "$WORK/tree" "$KERNEL" "$WORK/source" "$WORK/built" >"$WORK/build.log" 2>&1 \
  || { tail -20 "$WORK/build.log"; give_up "gpio-sim did not build"; }

step "collecting the modules"
stock=$WORK/tree/lib/modules/$KERNEL
mkdir -p "$stock/updates"
cp "$WORK"/built/*.ko "$stock/updates/"
PATH=$PATH:/sbin:/usr/sbin
depmod -b "$WORK/tree" "$KERNEL"
chosen=$OUT/modules/lib/modules/$KERNEL
mkdir -p "$chosen"
for module in virtio_pci 9pnet_virtio 9p overlay configfs gpio-sim vivid; do
  modprobe -d "$WORK/tree" -S "$KERNEL" --show-depends "$module" | awk '$1 == "insmod" {print $2}'
done | sort -u | xargs cp -t "$chosen"
for packed in "$chosen"/*.ko.xz; do [ -e "$packed" ] && xz -d "$packed"; done
cp "$stock"/modules.{builtin,builtin.modinfo,order} "$chosen/"
depmod -b "$OUT/modules" "$KERNEL"
"$HERE/extract-vmlinux.py" "$WORK/tree/boot/vmlinuz-$KERNEL" "$OUT/vmlinux"
rm -rf "$WORK"
recipe >"$OUT/ready"
