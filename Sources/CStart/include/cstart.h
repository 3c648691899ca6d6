/*
 * cstart: what must be so before anything of the program runs, its libraries included. Here because Swift begins later:
 * its runtime has opened descriptors by the time that `main` is called.
 *
 * Before `main`, descriptors 0, 1 and 2 that were closed are opened on /dev/null. Otherwise the first files that the
 * program opens would get these numbers, and a line of the log would go into the store.
 *
 * Then the arenas of malloc(3) are bounded. glibc gives threads arenas of their own, up to eight a core, and each keeps what
 * it ever held at once: streams that come and go are served by one thread and another, so resident memory grows for half an
 * hour to what all of them have held at their fullest.
 */
#ifndef CSTART_H
#define CSTART_H

/* The exit status when there is not even a /dev/null: EX_OSFILE of sysexits(3). */
#define CSTART_NO_NULL 72

/* Enough for a gate: no more than its two cores allocate at the same time. */
#define CSTART_ARENAS 2

#endif
