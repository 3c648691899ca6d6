#include "chip.h"

#if !CGPIO_OVER_GPIOD_1

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct cgpio_line {
    struct gpiod_line_request *request;
    struct gpiod_edge_event_buffer *edges; /* NULL for an output */
    unsigned int offset;
};

int cgpio_chip_label(struct gpiod_chip *chip, char *text) {
    struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
    if (!info) return cgpio_failed();
    snprintf(text, CGPIO_NAME_SIZE, "%s", gpiod_chip_info_get_label(info));
    gpiod_chip_info_free(info);
    return 0;
}

int cgpio_chip_lines(struct gpiod_chip *chip) {
    struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
    if (!info) return cgpio_failed();
    int count = (int)gpiod_chip_info_get_num_lines(info);
    gpiod_chip_info_free(info);
    return count;
}

int cgpio_line_name(struct gpiod_chip *chip, unsigned int offset, char *text) {
    struct gpiod_line_info *info = gpiod_chip_get_line_info(chip, offset);
    if (!info) return cgpio_failed();
    const char *name = gpiod_line_info_get_name(info);
    snprintf(text, CGPIO_NAME_SIZE, "%s", name ? name : "");
    gpiod_line_info_free(info);
    return 0;
}

int cgpio_line_consumer(struct gpiod_chip *chip, unsigned int offset, char *text) {
    struct gpiod_line_info *info = gpiod_chip_get_line_info(chip, offset);
    if (!info) return cgpio_failed();
    const char *consumer = gpiod_line_info_get_consumer(info);
    snprintf(text, CGPIO_NAME_SIZE, "%s", consumer ? consumer : "");
    int used = gpiod_line_info_is_used(info) ? 1 : 0;
    gpiod_line_info_free(info);
    return used;
}

/* Takes the line with settings, which it frees. */
static int request(const struct cgpio_place *place, const char *consumer, struct gpiod_line_settings *settings,
                   bool input, struct cgpio_line **line) {
    struct gpiod_chip *chip = gpiod_chip_open(place->path);
    struct gpiod_request_config *config = chip ? gpiod_request_config_new() : NULL;
    struct gpiod_line_config *lines = config ? gpiod_line_config_new() : NULL;
    struct cgpio_line *made = lines ? calloc(1, sizeof *made) : NULL;
    int result = 0;
    if (made) {
        made->offset = place->offset;
        if (consumer) gpiod_request_config_set_consumer(config, consumer);
        gpiod_request_config_set_event_buffer_size(config, CGPIO_MOST_EDGES);
        if (gpiod_line_config_add_line_settings(lines, &place->offset, 1, settings) == 0)
            made->request = gpiod_chip_request_lines(chip, config, lines);
        if (made->request && input) made->edges = gpiod_edge_event_buffer_new(1);
    }
    if (!made || !made->request || (input && !made->edges)) {
        result = cgpio_failed();
        cgpio_close(made);
    } else {
        *line = made;
    }
    if (lines) gpiod_line_config_free(lines);
    if (config) gpiod_request_config_free(config);
    if (chip) gpiod_chip_close(chip);
    gpiod_line_settings_free(settings);
    return result;
}

int cgpio_request_output(const struct cgpio_place *place, const char *consumer, int active_low, enum cgpio_drive drive,
                         int active, struct cgpio_line **line) {
    static const enum gpiod_line_drive drives[] = {
        [CGPIO_DRIVE_PUSH_PULL] = GPIOD_LINE_DRIVE_PUSH_PULL,
        [CGPIO_DRIVE_OPEN_DRAIN] = GPIOD_LINE_DRIVE_OPEN_DRAIN,
        [CGPIO_DRIVE_OPEN_SOURCE] = GPIOD_LINE_DRIVE_OPEN_SOURCE,
    };
    if (!place || !line || (unsigned int)drive >= sizeof drives / sizeof *drives) return -EINVAL;
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    if (!settings) return cgpio_failed();
    gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT);
    gpiod_line_settings_set_drive(settings, drives[drive]);
    gpiod_line_settings_set_active_low(settings, active_low != 0);
    gpiod_line_settings_set_output_value(settings, active ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
    return request(place, consumer, settings, false, line);
}

int cgpio_request_input(const struct cgpio_place *place, const char *consumer, int active_low, enum cgpio_bias bias,
                        struct cgpio_line **line) {
    static const enum gpiod_line_bias biases[] = {
        [CGPIO_BIAS_AS_IS] = GPIOD_LINE_BIAS_AS_IS,
        [CGPIO_BIAS_OFF] = GPIOD_LINE_BIAS_DISABLED,
        [CGPIO_BIAS_PULL_UP] = GPIOD_LINE_BIAS_PULL_UP,
        [CGPIO_BIAS_PULL_DOWN] = GPIOD_LINE_BIAS_PULL_DOWN,
    };
    if (!place || !line || (unsigned int)bias >= sizeof biases / sizeof *biases) return -EINVAL;
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    if (!settings) return cgpio_failed();
    gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT);
    gpiod_line_settings_set_edge_detection(settings, GPIOD_LINE_EDGE_BOTH);
    gpiod_line_settings_set_bias(settings, biases[bias]);
    gpiod_line_settings_set_active_low(settings, active_low != 0);
    return request(place, consumer, settings, true, line);
}

int cgpio_set(struct cgpio_line *line, int active) {
    enum gpiod_line_value value = active ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE;
    return gpiod_line_request_set_value(line->request, line->offset, value) == 0 ? 0 : cgpio_failed();
}

int cgpio_get(struct cgpio_line *line) {
    enum gpiod_line_value value = gpiod_line_request_get_value(line->request, line->offset);
    if (value == GPIOD_LINE_VALUE_ERROR) return cgpio_failed();
    return value == GPIOD_LINE_VALUE_ACTIVE;
}

int cgpio_fd(struct cgpio_line *line) {
    return line->edges ? gpiod_line_request_get_fd(line->request) : -EINVAL;
}

int cgpio_read_edge(struct cgpio_line *line, struct cgpio_edge *edge) {
    int count = gpiod_line_request_read_edge_events(line->request, line->edges, 1);
    if (count < 0) return cgpio_failed();
    struct gpiod_edge_event *event = gpiod_edge_event_buffer_get_event(line->edges, 0);
    if (count == 0 || !event) return -EIO;
    edge->active = gpiod_edge_event_get_event_type(event) == GPIOD_EDGE_EVENT_RISING_EDGE;
    edge->timestamp_ns = gpiod_edge_event_get_timestamp_ns(event);
    return 1;
}

void cgpio_close(struct cgpio_line *line) {
    if (!line) return;
    if (line->edges) gpiod_edge_event_buffer_free(line->edges);
    if (line->request) gpiod_line_request_release(line->request);
    free(line);
}

#endif
