#include "agreement.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <string.h>
#include <sys/ioctl.h>

/* Limits on what a driver may list, so that a broken one cannot hold us. */
#define MOST_FORMATS 64u
#define MOST_INTERVALS 64u

int cv4l2_ask(int fd, unsigned long request, void *argument) {
    for (;;) {
        if (ioctl(fd, request, argument) >= 0) return 0;
        if (errno != EINTR) return -errno;
    }
}

/* An HDMI-type input has to be told the size that its source sends, or it captures at the size of the last source. */
static int follow_source(int fd) {
    int index = 0;
    struct v4l2_input input;
    memset(&input, 0, sizeof input);
    if (cv4l2_ask(fd, VIDIOC_G_INPUT, &index) != 0) return 0;
    input.index = (uint32_t)index;
    if (cv4l2_ask(fd, VIDIOC_ENUMINPUT, &input) != 0 || !(input.capabilities & V4L2_IN_CAP_DV_TIMINGS)) return 0;

    struct v4l2_event_subscription change;
    memset(&change, 0, sizeof change);
    change.type = V4L2_EVENT_SOURCE_CHANGE;
    change.id = input.index;
    cv4l2_ask(fd, VIDIOC_SUBSCRIBE_EVENT, &change);

    struct v4l2_dv_timings sent, set;
    memset(&sent, 0, sizeof sent);
    memset(&set, 0, sizeof set);
    int result = cv4l2_ask(fd, VIDIOC_QUERY_DV_TIMINGS, &sent);
    if (result == -ENOTTY || result == -ENODATA) return 0;
    if (result != 0) return result;
    int is_set = cv4l2_ask(fd, VIDIOC_G_DV_TIMINGS, &set) == 0 && set.bt.width == sent.bt.width &&
                 set.bt.height == sent.bt.height && set.bt.pixelclock == sent.bt.pixelclock &&
                 set.bt.interlaced == sent.bt.interlaced;
    return is_set ? 0 : cv4l2_ask(fd, VIDIOC_S_DV_TIMINGS, &sent);
}

static int is_offered(int fd, uint32_t fourcc) {
    for (uint32_t i = 0; i < MOST_FORMATS; i++) {
        struct v4l2_fmtdesc offer;
        memset(&offer, 0, sizeof offer);
        offer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        offer.index = i;
        if (cv4l2_ask(fd, VIDIOC_ENUM_FMT, &offer) != 0) return 0;
        if (offer.pixelformat == fourcc) return 1;
    }
    return 0;
}

/* Whether the device does this format at this size with `rate` pictures a second. A device that does not say is believed. */
static int is_fast_enough(int fd, uint32_t fourcc, uint32_t width, uint32_t height, uint32_t rate) {
    for (uint32_t i = 0; i < MOST_INTERVALS; i++) {
        struct v4l2_frmivalenum step;
        memset(&step, 0, sizeof step);
        step.index = i;
        step.pixel_format = fourcc;
        step.width = width;
        step.height = height;
        int result = cv4l2_ask(fd, VIDIOC_ENUM_FRAMEINTERVALS, &step);
        if (result != 0) return result == -ENOTTY || result == -ENODATA;
        /* Steps and ranges begin with their shortest interval. */
        struct v4l2_fract *shortest = step.type == V4L2_FRMIVAL_TYPE_DISCRETE ? &step.discrete : &step.stepwise.min;
        if ((uint64_t)shortest->numerator * rate <= shortest->denominator) return 1;
        if (step.type != V4L2_FRMIVAL_TYPE_DISCRETE) return 0;
    }
    return 0;
}

static uint32_t choose(
    int fd, uint32_t width, uint32_t height, uint32_t rate, const uint32_t *fourccs, size_t fourcc_count) {
    uint32_t fallback = 0;
    for (size_t i = 0; i < fourcc_count; i++) {
        if (!is_offered(fd, fourccs[i])) continue;
        if (is_fast_enough(fd, fourccs[i], width, height, rate)) return fourccs[i];
        if (fallback == 0) fallback = fourccs[i];
    }
    return fallback;
}

static int set_format(int fd, uint32_t fourcc, uint32_t width, uint32_t height, struct cv4l2_format *got) {
    struct v4l2_format format;
    memset(&format, 0, sizeof format);
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    format.fmt.pix.width = width;
    format.fmt.pix.height = height;
    format.fmt.pix.pixelformat = fourcc;
    format.fmt.pix.field = V4L2_FIELD_NONE;
    int result = cv4l2_ask(fd, VIDIOC_S_FMT, &format);
    if (result != 0) return result;
    if (format.fmt.pix.pixelformat != fourcc) return -EPROTONOSUPPORT;
    got->fourcc = fourcc;
    got->width = format.fmt.pix.width;
    got->height = format.fmt.pix.height;
    got->bytes_per_line = format.fmt.pix.bytesperline;
    got->size_image = format.fmt.pix.sizeimage;
    return 0;
}

int cv4l2_agree(
    int fd, uint32_t width, uint32_t height, uint32_t least_rate, const uint32_t *fourccs, size_t fourcc_count,
    struct cv4l2_format *got) {
    int result = follow_source(fd);
    if (result != 0) return result;
    uint32_t fourcc = choose(fd, width, height, least_rate, fourccs, fourcc_count);
    return fourcc == 0 ? -EPROTONOSUPPORT : set_format(fd, fourcc, width, height, got);
}
