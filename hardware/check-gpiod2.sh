#!/bin/sh
# Builds Sources/CGPIO against libgpiod 2.x and runs a little of it, on a machine that has only 1.6 installed.
# The C library comes with the source package of its Python binding. Needs gcc and pip; leaves nothing behind.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
shim=$here/../Sources/CGPIO
version=${GPIOD_VERSION:-2.2.1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v pip >/dev/null 2>&1; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo"
    lock="-o DPkg::Lock::Timeout=600"
    # shellcheck disable=SC2086
    $as_root apt-get update -qq $lock && $as_root apt-get install -y -qq $lock gcc python3-pip >/dev/null
fi

cd "$work"
pip download --quiet --disable-pip-version-check "gpiod==$version" --no-binary :all: --no-deps
tar xzf gpiod-"$version".tar.gz
library=$work/gpiod-$version
gcc -O2 -fPIC -shared -D_GNU_SOURCE -DGPIOD_VERSION_STR="\"$version\"" \
    -I"$library/include" -I"$library/lib" "$library"/lib/*.c -Wl,-soname,libgpiod.so.3 -o libgpiod.so.3

cat >smoke.c <<'END'
#include <errno.h>
#include <gpiod.h>
#include <stdio.h>
#include <string.h>

#include "cgpio.h"

/* Without the hardware, all that can be asked is whether each failure is told by its right number. */
static int wrong;

static void expect(const char *what, int answer, int wanted, int or_wanted) {
    if (answer == wanted || answer == or_wanted) return;
    fprintf(stderr, "%s answered %d, not %d\n", what, answer, wanted);
    wrong = 1;
}

int main(void) {
    struct cgpio_place place = {.path = "/dev/no-such-chip"};
    struct cgpio_line *line = NULL;
    char text[256], consumer[CGPIO_NAME_SIZE];
    expect("cgpio_find_line", cgpio_find_line("no-such-chip", "GPIO17", &place), -ENODEV, -EACCES);
    expect("cgpio_find_offset", cgpio_find_offset("no-such-chip", 17, &place), -ENODEV, -EACCES);
    strcpy(place.path, "/dev/no-such-chip");
    expect("cgpio_request_output", cgpio_request_output(&place, "smoke", 0, CGPIO_DRIVE_PUSH_PULL, 0, &line), -ENOENT, -ENOENT);
    expect("cgpio_request_input", cgpio_request_input(&place, "smoke", 0, CGPIO_BIAS_PULL_UP, &line), -ENOENT, -ENOENT);
    expect("an unknown bias", cgpio_request_input(&place, "smoke", 0, (enum cgpio_bias)9, &line), -EINVAL, -EINVAL);
    expect("cgpio_consumer", cgpio_consumer(&place, consumer), -ENOENT, -ENOENT);
    strcpy(place.path, "/dev/null");
    expect("a device that is no chip", cgpio_request_output(&place, "smoke", 0, CGPIO_DRIVE_PUSH_PULL, 0, &line), -ENODEV, -ENOTTY);
    expect("no line", line != NULL, 0, 0);
    int chips = cgpio_labels(text, sizeof text);
    if (chips < 0 && chips != -EACCES) expect("cgpio_labels", chips, 0, 0);
    cgpio_close(NULL);
    printf("libgpiod %s: %s\n", gpiod_api_version(), wrong ? "wrong answers" : "the shim compiles, links and answers");
    return wrong;
}
END
gcc -O2 -Wall -Wextra -Werror -I"$library/include" -I"$shim/include" \
    "$shim"/*.c smoke.c ./libgpiod.so.3 -Wl,-rpath,"$work" -o smoke
./smoke
