/* What differs between libgpiod 1.6 and 2.x, said once: chip1.c and chip2.c each hold one side. */
#ifndef CGPIO_CHIP_H
#define CGPIO_CHIP_H

#include <gpiod.h>

#include "cgpio.h"

/* In every 1.x header, in no 2.x header. */
#ifdef GPIOD_LINE_BULK_MAX_LINES
#define CGPIO_OVER_GPIOD_1 1
#else
#define CGPIO_OVER_GPIOD_1 0
#endif

/* errno as a negative answer, never 0. */
int cgpio_failed(void);

/* The chip's label into text, which has room for CGPIO_NAME_SIZE bytes. */
int cgpio_chip_label(struct gpiod_chip *chip, char *text);

/* How many lines the chip has. */
int cgpio_chip_lines(struct gpiod_chip *chip);

/* The line's name into text, "" when it has none. */
int cgpio_line_name(struct gpiod_chip *chip, unsigned int offset, char *text);

/* 1 and the holder's name when the line is held, 0 when it is free. */
int cgpio_line_consumer(struct gpiod_chip *chip, unsigned int offset, char *text);

/* Takes one waiting edge: 1, or a negative errno. */
int cgpio_read_edge(struct cgpio_line *line, struct cgpio_edge *edge);

#endif
