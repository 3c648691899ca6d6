#!/bin/bash
# build-modules.sh TREE RELEASE SOURCE OUT: builds irq_sim.ko and gpio-sim.ko for the stock kernel RELEASE.
#   TREE    where the headers and kbuild packages are unpacked
#   SOURCE  holds drivers/gpio and kernel/irq of the same kernel
set -euo pipefail
TREE=$1 RELEASE=$2 SOURCE=$3 OUT=$4
HEADERS=$TREE/usr/src/linux-headers-$RELEASE
COMMON=$(ls -d "$TREE"/usr/src/linux-headers-*-common)
# The headers package names its other half by an absolute path under /usr/src.
sed -i "s#^include .*#include $COMMON/Makefile#" "$HEADERS/Makefile"

mkdir -p "$OUT"
cd "$OUT"
cp "$SOURCE"/drivers/gpio/{gpio-sim.c,gpiolib.h} .
# irq_to_desc() is not exported to modules; irq_get_irq_data() is, and leads to the same descriptor.
sed 's/irq_to_desc(\([a-z]*\))/irq_data_to_desc(irq_get_irq_data(\1))/' "$SOURCE/kernel/irq/irq_sim.c" >irq_sim.c
cat >>irq_sim.c <<'C'
#include <linux/module.h>
MODULE_LICENSE("GPL");
C

# gpio-sim drops a line to its pull when its owner goes away. Most real chips leave it as it was; with
# keep_on_release=1 this one does too, so that both kinds can be tried.
sed -i '/^static void gpio_sim_free(/i static bool keep_on_release;\nmodule_param(keep_on_release, bool, 0644);\n' gpio-sim.c
sed -i '/^static void gpio_sim_free(/,/^}/ s/gpiochip_get_data(gc);/&\n\n\tif (keep_on_release)\n\t\treturn;/' gpio-sim.c
# It also takes a program's wish for a pull resistor as the level of the line. A contact that is wired to a line beats
# that resistor, so here the wish is granted and changes nothing.
sed -i '/^static int gpio_sim_set_config(/,/^}/ s/return gpio_sim_apply_pull(.*);/return 0;/' gpio-sim.c
[ "$(grep -c keep_on_release gpio-sim.c)" = 3 ] && ! grep -q 'return gpio_sim_apply_pull(chip, offset, [01]);' gpio-sim.c || { echo "gpio-sim.c of this kernel is not as expected"; exit 1; }

echo 'obj-m := irq_sim.o gpio-sim.o' >Makefile
make -C "$HEADERS" M="$OUT" CC=gcc -j"$(nproc)" modules
strip --strip-debug ./*.ko
