/*
 * cclock: what the kernel believes about the wall clock. Here because adjtimex() and its flags do not import into Swift.
 */
#ifndef CCLOCK_H
#define CCLOCK_H

/*
 * 1 when a time service keeps the wall clock synchronised, 0 when none does: since boot, or for so long that the error
 * has grown beyond 16 s (the kernel then raises STA_UNSYNC, as it does when the clock is set by hand). Needs no
 * privilege. A negative errno when the kernel does not answer.
 */
int cclock_synchronised(void);

#endif
