/* kept-clock: put before a program (LD_PRELOAD), its kernel says that a time service keeps the clock. The time stays what it is. */
#include <string.h>
#include <sys/timex.h>
#include <time.h>

int adjtimex(struct timex *state) {
    memset(state, 0, sizeof *state);
    state->status = STA_PLL;
    state->maxerror = state->esterror = 1000;
    return TIME_OK;
}
