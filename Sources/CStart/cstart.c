#include "cstart.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

/* 101 is the first priority that a program may take, so this comes before the constructors of Swift's runtime. */
__attribute__((constructor(101))) static void open_standard_descriptors(void) {
    for (int descriptor = 0; descriptor <= 2; descriptor += 1) {
        if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
        /* All lower ones are open, so this is the number that open(2) gives. */
        if (open("/dev/null", O_RDWR) != descriptor) _exit(CSTART_NO_NULL);
    }
}

__attribute__((constructor(101))) static void bound_arenas(void) { mallopt(M_ARENA_MAX, CSTART_ARENAS); }
