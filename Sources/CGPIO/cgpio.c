#include "cgpio.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "chip.h"

/* An errno as an answer; a library that failed without one gets EIO, so that a failure never looks like success. */
int cgpio_failed(void) { return errno ? -errno : -EIO; }

/* ---- walking over the chips ---- */

typedef int (*visit_fn)(struct gpiod_chip *chip, const char *path, void *context);

/*
 * Calls visit with every chip that opens. Remembers in *refused that one did not for lack of permission. A negative
 * answer of visit stops the walk.
 */
static int each_chip(visit_fn visit, void *context, bool *refused) {
    DIR *dev = opendir("/dev");
    if (!dev) return cgpio_failed();
    int result = 0;
    struct dirent *entry;
    while (result >= 0 && (entry = readdir(dev))) {
        char path[CGPIO_PATH_SIZE];
        struct stat status;
        if (strncmp(entry->d_name, "gpiochip", 8) != 0) continue;
        int length = snprintf(path, sizeof path, "/dev/%s", entry->d_name);
        if (length < 0 || (size_t)length >= sizeof path) continue;
        if (lstat(path, &status) != 0 || !S_ISCHR(status.st_mode)) continue;
        struct gpiod_chip *chip = gpiod_chip_open(path);
        if (!chip) {
            if (errno == EACCES || errno == EPERM) *refused = true;
            continue;
        }
        result = visit(chip, path, context);
        gpiod_chip_close(chip);
    }
    closedir(dev);
    return result;
}

struct search {
    const char *label; /* NULL: every chip */
    const char *name;  /* NULL: by offset */
    unsigned int offset;
    struct cgpio_place *place;
    int chips, lines;
};

static void found(struct search *search, const char *path, unsigned int offset) {
    search->lines++;
    snprintf(search->place->path, sizeof search->place->path, "%s", path);
    search->place->offset = offset;
}

static int search_chip(struct gpiod_chip *chip, const char *path, void *context) {
    struct search *search = context;
    char text[CGPIO_NAME_SIZE];
    if (search->label) {
        int result = cgpio_chip_label(chip, text);
        if (result < 0 || strcmp(text, search->label) != 0) return 0;
    }
    search->chips++;
    int count = cgpio_chip_lines(chip);
    if (!search->name) {
        if (count > 0 && search->offset < (unsigned int)count) found(search, path, search->offset);
        return 0;
    }
    for (int offset = 0; offset < count; offset++) {
        if (cgpio_line_name(chip, (unsigned int)offset, text) == 0 && strcmp(text, search->name) == 0)
            found(search, path, (unsigned int)offset);
    }
    return 0;
}

static int find(struct search *search) {
    bool refused = false;
    memset(search->place, 0, sizeof *search->place);
    int result = each_chip(search_chip, search, &refused);
    if (result < 0) return result;
    if (search->lines > 1) return -ENOTUNIQ;
    if (search->lines == 1) return 0;
    if (refused) return -EACCES;
    return search->chips ? -ENOENT : -ENODEV;
}

int cgpio_find_line(const char *label, const char *name, struct cgpio_place *place) {
    if (!name || !*name || !place) return -EINVAL;
    struct search search = {.label = label, .name = name, .place = place};
    return find(&search);
}

int cgpio_find_offset(const char *label, unsigned int offset, struct cgpio_place *place) {
    if (!label || !place) return -EINVAL;
    struct search search = {.label = label, .offset = offset, .place = place};
    return find(&search);
}

struct listing {
    char *text;
    size_t size, used;
    int count;
};

static int list_chip(struct gpiod_chip *chip, const char *path, void *context) {
    (void)path;
    struct listing *listing = context;
    char label[CGPIO_NAME_SIZE];
    if (cgpio_chip_label(chip, label) < 0) return 0;
    const char *comma = listing->count++ ? ", " : "";
    size_t room = listing->size - listing->used;
    int length = snprintf(listing->text + listing->used, room, "%s%s", comma, label);
    if (length > 0) listing->used += (size_t)length < room ? (size_t)length : room - 1;
    return 0;
}

int cgpio_labels(char *text, size_t size) {
    if (!text || size == 0) return -EINVAL;
    text[0] = 0;
    bool refused = false;
    struct listing listing = {.text = text, .size = size};
    int result = each_chip(list_chip, &listing, &refused);
    if (result < 0) return result;
    return listing.count == 0 && refused ? -EACCES : listing.count;
}

int cgpio_consumer(const struct cgpio_place *place, char *consumer) {
    if (!place || !consumer) return -EINVAL;
    struct gpiod_chip *chip = gpiod_chip_open(place->path);
    if (!chip) return cgpio_failed();
    int result = cgpio_line_consumer(chip, place->offset, consumer);
    gpiod_chip_close(chip);
    return result;
}

/* ---- edges ---- */

int cgpio_wait_edge(struct cgpio_line *line, int timeout_ms, struct cgpio_edge *edge) {
    int fd = cgpio_fd(line);
    if (fd < 0) return fd;
    if (timeout_ms < 0 || !edge) return -EINVAL;
    struct pollfd waiting = {.fd = fd, .events = POLLIN | POLLPRI};
    int ready = poll(&waiting, 1, timeout_ms);
    if (ready < 0) return errno == EINTR ? 0 : cgpio_failed();
    if (waiting.revents & (POLLERR | POLLHUP | POLLNVAL)) return -ENODEV;
    if (ready > 0) return cgpio_read_edge(line, edge);
    /* Kernels before 6.2 do not tell a waiting reader that the chip is gone; asking for the level does. */
    int level = cgpio_get(line);
    return level < 0 ? level : 0;
}
