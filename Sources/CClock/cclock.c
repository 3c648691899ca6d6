#include "cclock.h"

#include <errno.h>
#include <sys/timex.h>

int cclock_synchronised(void) {
    struct timex state = {.modes = 0};
    if (adjtimex(&state) < 0) return -errno;
    return state.status & STA_UNSYNC ? 0 : 1;
}
