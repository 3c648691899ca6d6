/* How a camera and we agree on a format; inside CV4L2 only. */
#ifndef CV4L2_AGREEMENT_H
#define CV4L2_AGREEMENT_H

#include "cv4l2.h"

/* ioctl() that a signal does not cut short; 0 or -errno. */
int cv4l2_ask(int fd, unsigned long request, void *argument);

/* See cv4l2_start(): follows the source of an HDMI-type input, chooses a pixel format and sets it. */
int cv4l2_agree(
    int fd, uint32_t width, uint32_t height, uint32_t least_rate, const uint32_t *fourccs, size_t fourcc_count,
    struct cv4l2_format *got);

#endif
