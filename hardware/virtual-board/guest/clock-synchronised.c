/* clock-synchronised: tells the kernel, as a time service does, that the clock is right to a millisecond. */
#include <stdio.h>
#include <sys/timex.h>

int main(void) {
  struct timex clock = {.modes = ADJ_STATUS | ADJ_MAXERROR | ADJ_ESTERROR, .status = STA_PLL, .maxerror = 1000, .esterror = 1000};
  if (adjtimex(&clock) < 0) {
    perror("adjtimex");
    return 1;
  }
}
