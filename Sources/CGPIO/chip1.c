#include "chip.h"

#if CGPIO_OVER_GPIOD_1

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct cgpio_line {
    struct gpiod_chip *chip;
    struct gpiod_line *line;
    bool input;
};

int cgpio_chip_label(struct gpiod_chip *chip, char *text) {
    snprintf(text, CGPIO_NAME_SIZE, "%s", gpiod_chip_label(chip));
    return 0;
}

int cgpio_chip_lines(struct gpiod_chip *chip) { return (int)gpiod_chip_num_lines(chip); }

int cgpio_line_name(struct gpiod_chip *chip, unsigned int offset, char *text) {
    struct gpiod_line *line = gpiod_chip_get_line(chip, offset);
    if (!line) return cgpio_failed();
    const char *name = gpiod_line_name(line);
    snprintf(text, CGPIO_NAME_SIZE, "%s", name ? name : "");
    return 0;
}

int cgpio_line_consumer(struct gpiod_chip *chip, unsigned int offset, char *text) {
    struct gpiod_line *line = gpiod_chip_get_line(chip, offset);
    if (!line) return cgpio_failed();
    const char *consumer = gpiod_line_consumer(line);
    snprintf(text, CGPIO_NAME_SIZE, "%s", consumer ? consumer : "");
    return gpiod_line_is_used(line) ? 1 : 0;
}

static int request(const struct cgpio_place *place, const char *consumer, int type, int flags, int active,
                   struct cgpio_line **line) {
    struct gpiod_line_request_config config = {.consumer = consumer, .request_type = type, .flags = flags};
    struct cgpio_line *made = calloc(1, sizeof *made);
    if (!made) return -ENOMEM;
    made->input = type == GPIOD_LINE_REQUEST_EVENT_BOTH_EDGES;
    made->chip = gpiod_chip_open(place->path);
    if (made->chip) made->line = gpiod_chip_get_line(made->chip, place->offset);
    if (!made->line || gpiod_line_request(made->line, &config, active) != 0) {
        int result = cgpio_failed();
        if (made->chip) gpiod_chip_close(made->chip);
        free(made);
        return result;
    }
    *line = made;
    return 0;
}

int cgpio_request_output(const struct cgpio_place *place, const char *consumer, int active_low, enum cgpio_drive drive,
                         int active, struct cgpio_line **line) {
    int flags = active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
    if (!place || !line) return -EINVAL;
    switch (drive) {
    case CGPIO_DRIVE_PUSH_PULL: break;
    case CGPIO_DRIVE_OPEN_DRAIN: flags |= GPIOD_LINE_REQUEST_FLAG_OPEN_DRAIN; break;
    case CGPIO_DRIVE_OPEN_SOURCE: flags |= GPIOD_LINE_REQUEST_FLAG_OPEN_SOURCE; break;
    default: return -EINVAL;
    }
    return request(place, consumer, GPIOD_LINE_REQUEST_DIRECTION_OUTPUT, flags, active != 0, line);
}

int cgpio_request_input(const struct cgpio_place *place, const char *consumer, int active_low, enum cgpio_bias bias,
                        struct cgpio_line **line) {
    int flags = active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
    if (!place || !line) return -EINVAL;
    switch (bias) {
    case CGPIO_BIAS_AS_IS: break;
    case CGPIO_BIAS_OFF: flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE; break;
    case CGPIO_BIAS_PULL_UP: flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP; break;
    case CGPIO_BIAS_PULL_DOWN: flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN; break;
    default: return -EINVAL;
    }
    return request(place, consumer, GPIOD_LINE_REQUEST_EVENT_BOTH_EDGES, flags, 0, line);
}

int cgpio_set(struct cgpio_line *line, int active) {
    return gpiod_line_set_value(line->line, active != 0) == 0 ? 0 : cgpio_failed();
}

int cgpio_get(struct cgpio_line *line) {
    int value = gpiod_line_get_value(line->line);
    return value < 0 ? cgpio_failed() : value != 0;
}

int cgpio_fd(struct cgpio_line *line) {
    if (!line->input) return -EINVAL;
    int fd = gpiod_line_event_get_fd(line->line);
    return fd < 0 ? cgpio_failed() : fd;
}

int cgpio_read_edge(struct cgpio_line *line, struct cgpio_edge *edge) {
    struct gpiod_line_event event;
    if (gpiod_line_event_read(line->line, &event) != 0) return cgpio_failed();
    edge->active = event.event_type == GPIOD_LINE_EVENT_RISING_EDGE;
    edge->timestamp_ns = (uint64_t)event.ts.tv_sec * 1000000000u + (uint64_t)event.ts.tv_nsec;
    return 1;
}

void cgpio_close(struct cgpio_line *line) {
    if (!line) return;
    gpiod_chip_close(line->chip); /* releases its lines */
    free(line);
}

#endif
