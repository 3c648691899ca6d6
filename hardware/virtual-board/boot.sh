#!/bin/bash
# boot.sh KERNEL: boots the virtual board, which runs start.sh of the shared folder; shows its console, and ends with
# its status. With BOARD_KVM=no, or where /dev/kvm does not work, the processor is emulated.
set -uo pipefail
. hardware/virtual-board/settings.sh
KERNEL=$1
LIMIT=${BOARD_LIMIT:-420}

# A machine may have /dev/kvm and yet not run guests, so ask with an empty one.
kvm_works() {
  [ "${BOARD_KVM:-}" != no ] && [ -r /dev/kvm ] && [ -w /dev/kvm ] || return 1
  ( timeout 2 qemu-system-x86_64 -accel kvm -cpu host -M q35 -m 64 -nodefaults -display none -S
    [ $? = 124 ] ) >/dev/null 2>&1
}

if kvm_works; then processor="-accel kvm -cpu host"; else processor="-accel tcg,thread=multi -cpu max"; fi
step "booting with ${processor#-accel }"
timeout --foreground -k 5 "$LIMIT" qemu-system-x86_64 $processor -M q35 -m "${BOARD_MEMORY:-1024}" -smp 2 \
  -nodefaults -no-user-config -display none -no-reboot \
  -kernel "$CACHE/$KERNEL/vmlinux" -initrd "$CACHE/$KERNEL/initramfs" \
  -append "console=ttyS0 quiet loglevel=3 panic=-1 tsc=reliable no_timer_check mitigations=off rdinit=/init" \
  -chardev stdio,id=console -serial chardev:console \
  -device isa-debug-exit,iobase=0xf4,iosize=0x04 \
  -fsdev local,id=machine,path=/,security_model=none,readonly=on,multidevs=remap \
  -device virtio-9p-pci,fsdev=machine,mount_tag=machine \
  -fsdev local,id=board,path="$SHARE",security_model=none -device virtio-9p-pci,fsdev=board,mount_tag=board \
  </dev/null 2>&1 | sed -u 's/\r$//'
status=${PIPESTATUS[0]}
case $status in
  124 | 137) echo "the board did not finish within $LIMIT s"; exit 124 ;;
esac
if [ $((status & 1)) = 1 ]; then exit $((status >> 1)); else echo "qemu ended with status $status"; exit 125; fi
