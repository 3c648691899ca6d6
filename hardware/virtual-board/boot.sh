#!/bin/bash
# boot.sh KERNEL: boots the virtual board, which runs start.sh of the shared folder; shows its console, and ends with
# its status. With BOARD_KVM=no, or where /dev/kvm does not work, the processor is emulated, and the board's clock is then its
# count of instructions.
set -uo pipefail
. hardware/virtual-board/settings.sh
KERNEL=$1
LIMIT=${BOARD_LIMIT:-3000}

# machine LIMIT "PROCESSOR" MORE DEVICE...: boots the kernel for LIMIT seconds at most; MORE goes to its command line.
machine() {
  local limit=$1 processor=$2 more=$3; shift 3
  timeout --foreground -k 5 "$limit" qemu-system-x86_64 $processor -M q35 -m "${BOARD_MEMORY:-1024}" \
    -nodefaults -no-user-config -display none -no-reboot \
    -kernel "$CACHE/$KERNEL/vmlinux" -initrd "$SHARE/initramfs" \
    -append "console=ttyS0 quiet loglevel=3 panic=-1 tsc=reliable no_timer_check mitigations=off rdinit=/init $more" \
    -chardev stdio,id=console -serial chardev:console \
    -device isa-debug-exit,iobase=0xf4,iosize=0x04 "$@" </dev/null 2>&1
}

# A machine may have /dev/kvm and yet not run guests, or run them so slowly that nothing ends, so ask with the board's own
# kernel: its first process has to say its word on the console. A sound machine takes about a second.
KVM="-accel kvm -cpu host -smp 2"
kvm_works() {
  [ "${BOARD_KVM:-}" != no ] && [ -r /dev/kvm ] && [ -w /dev/kvm ] || return 1
  machine "${BOARD_PROBE_LIMIT:-15}" "$KVM" board=probe | grep -q '^board: finished'
}

if kvm_works; then processor=$KVM; else processor="-accel tcg,thread=single -cpu max -smp 1 -icount shift=1,sleep=off"; fi
step "booting with ${processor#-accel }"
machine "$LIMIT" "$processor" "${BOARD_APPEND:-}" \
  -fsdev local,id=machine,path=/,security_model=none,readonly=on,multidevs=remap \
  -device virtio-9p-pci,fsdev=machine,mount_tag=machine \
  -fsdev local,id=board,path="$SHARE",security_model=none -device virtio-9p-pci,fsdev=board,mount_tag=board \
  | sed -u 's/\r$//'
status=${PIPESTATUS[0]}
case $status in
  124 | 137) echo "the board did not finish within $LIMIT s"; exit 124 ;;
esac
if [ $((status & 1)) = 1 ]; then exit $((status >> 1)); else echo "qemu ended with status $status"; exit 125; fi
