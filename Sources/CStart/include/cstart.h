/*
 * cstart: what must be so before anything of the program runs, its libraries included. Here because Swift begins later:
 * its runtime has opened descriptors by the time that `main` is called.
 *
 * Before `main`, descriptors 0, 1 and 2 that were closed are opened on /dev/null. Otherwise the first files that the
 * program opens would get these numbers, and a line of the log would go into the store.
 */
#ifndef CSTART_H
#define CSTART_H

/* The exit status when there is not even a /dev/null: EX_OSFILE of sysexits(3). */
#define CSTART_NO_NULL 72

#endif
