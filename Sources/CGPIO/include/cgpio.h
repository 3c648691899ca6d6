/*
 * cgpio: single GPIO lines and their edges, over libgpiod 1.6 and 2.x.
 *
 * One line a request: 1.6 gives one file descriptor to each line with edges, 2.x one to each request, so both behave
 * alike. Nothing here debounces: 1.6 cannot, and the caller does it the same way for both.
 *
 * Every function answers 0 or more when it did its work and a negative errno when it did not; none sets errno for the
 * caller. Levels are logical everywhere: 1 is active, whichever way the line is wired.
 *
 * Threads: different lines may be used by different threads at once. One line may not be used by two threads at once,
 * but poll() on its cgpio_fd() may run beside anything except cgpio_close().
 *
 * Kernel: 5.10 or later. Before 5.5 a bias is refused, before 5.7 edges carry wall time instead of monotonic time.
 */
#ifndef CGPIO_H
#define CGPIO_H

#include <stddef.h>
#include <stdint.h>

/* Room for a chip's label, a line's name or a consumer, final NUL included. The kernel keeps 32 (GPIO_MAX_NAME_SIZE). */
#define CGPIO_NAME_SIZE 32

/* Room for the path of a chip's device node, such as /dev/gpiochip0. */
#define CGPIO_PATH_SIZE 64

/* The edges of one line that wait in the kernel, where it can be told (libgpiod 2.x). With 1.6 they are 16. */
#define CGPIO_MOST_EDGES 256

/* A line that is held. Made by a request, freed by cgpio_close(). */
struct cgpio_line;

/* Where a line is: the device node of its chip and its number there. Good until chips come or go. */
struct cgpio_place {
    char path[CGPIO_PATH_SIZE];
    unsigned int offset;
};

/* The resistor at an input. */
enum cgpio_bias { CGPIO_BIAS_AS_IS = 0, CGPIO_BIAS_OFF = 1, CGPIO_BIAS_PULL_UP = 2, CGPIO_BIAS_PULL_DOWN = 3 };

/* How an output drives its two levels. */
enum cgpio_drive { CGPIO_DRIVE_PUSH_PULL = 0, CGPIO_DRIVE_OPEN_DRAIN = 1, CGPIO_DRIVE_OPEN_SOURCE = 2 };

/* A change of level. */
struct cgpio_edge {
    int active;            /* the level after the change */
    uint64_t timestamp_ns; /* CLOCK_MONOTONIC of the interrupt */
};

/*
 * Finds the line called name, on the chips labelled label, or on every chip when label is NULL. Labels and names stay
 * the same from boot to boot; the numbers of /dev/gpiochipN do not. Symbolic links in /dev are passed over, since some
 * systems give one chip a second name.
 *
 * -ENODEV   no chip has this label, or there are no chips at all
 * -ENOENT   no line has this name
 * -ENOTUNIQ more than one line answers: nothing is guessed
 * -EACCES   nothing was found, and a chip could not be opened for lack of permission
 */
int cgpio_find_line(const char *label, const char *name, struct cgpio_place *place);

/* Finds line number offset of the one chip labelled label. Errors as above; -ENOENT when the chip has fewer lines. */
int cgpio_find_offset(const char *label, unsigned int offset, struct cgpio_place *place);

/*
 * Writes the labels of the chips that can be opened into text, with ", " between them, cut to size and always ended
 * with NUL. Answers how many there are.
 */
int cgpio_labels(char *text, size_t size);

/*
 * Who holds the line: 1 and the consumer's name ("" when the kernel gives none), or 0 when it is free. consumer has
 * room for CGPIO_NAME_SIZE bytes.
 */
int cgpio_consumer(const struct cgpio_place *place, char *consumer);

/*
 * Takes the line as an output that begins at the level active. consumer is what others see as its holder.
 *
 * -EBUSY  someone else holds it: cgpio_consumer() may say who
 * -EACCES no permission for the chip
 * -EINVAL an unknown drive
 */
int cgpio_request_output(const struct cgpio_place *place, const char *consumer, int active_low, enum cgpio_drive drive,
                         int active, struct cgpio_line **line);

/* Takes the line as an input that reports both edges. Errors as above; -EINVAL for an unknown bias. */
int cgpio_request_input(const struct cgpio_place *place, const char *consumer, int active_low, enum cgpio_bias bias,
                        struct cgpio_line **line);

/* Sets an output. -ENODEV when its chip is gone. */
int cgpio_set(struct cgpio_line *line, int active);

/* The level: 0 or 1. -ENODEV when the chip is gone. */
int cgpio_get(struct cgpio_line *line);

/*
 * The next edge of an input: waits for it timeout_ms milliseconds, 0 not at all; a negative timeout is -EINVAL, since
 * a chip that goes away wakes nobody on some kernels. Answers 1 with the edge; 0 when none came, or when a signal
 * arrived.
 *
 * The kernel reads the level a moment after the interrupt, so two changes within microseconds may be reported with the
 * same level twice. At most CGPIO_MOST_EDGES wait in the kernel. Of more, 2.x loses the oldest and 1.6 the newest, and
 * 1.6 says nothing of it: read the level with cgpio_get() when no edge waits any more, which tells the truth.
 *
 * -ENODEV the chip is gone; found at the latest when the timeout ends
 * -EINVAL the line is not an input
 */
int cgpio_wait_edge(struct cgpio_line *line, int timeout_ms, struct cgpio_edge *edge);

/* The descriptor that poll() finds readable while an edge waits; -EINVAL for an output. It stays the line's own. */
int cgpio_fd(struct cgpio_line *line);

/*
 * Gives the line back. Its level afterwards is the driver's choice: some keep it, some let go. Switch an output to its
 * safe level first. NULL is allowed.
 */
void cgpio_close(struct cgpio_line *line);

#endif
