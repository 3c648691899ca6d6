/* One video camera through the kernel's V4L2 capture interface: open, agree on a format, take the newest picture.
 *
 * Why a shim: V4L2 is ioctl() with encoded request numbers and unions, none of which Swift imports. Single-planar capture with
 * memory-mapped buffers only: what USB cameras (uvcvideo), HDMI grabbers and the kernel's vivid test driver have.
 *
 * A camera is used from one thread at a time. Every function gives 0 or -errno; those with a meaning of their own:
 *   -ENOENT, -EACCES, -EBUSY  no such device, no right to it, another program streams from it
 *   -ENOTTY      not a video device
 *   -ENOTSUP     a video device that cannot capture and stream, such as the metadata node of a USB camera
 *   -EPROTONOSUPPORT  none of the wanted pixel formats is offered
 *   -ENOLINK, -ENOLCK, -ERANGE  an HDMI-type input: no signal, an unstable one, one it cannot take
 *   -ENOSPC      not enough USB bandwidth left
 *   -ENODEV, -EIO  unplugged, or broken
 *   -ESTALE      the source changed its size: close and open again
 *   -EAGAIN      no picture within the time allowed
 */
#ifndef CV4L2_H
#define CV4L2_H

#include <stddef.h>
#include <stdint.h>

/* Buffers asked of the driver: one that we read, one that it fills, two so that it never waits. */
#define CV4L2_BUFFERS 4u

struct cv4l2_camera;

/* What was agreed on. The numbers are the driver's claims; bound them before use. */
struct cv4l2_format {
    uint32_t fourcc;         /* V4L2 pixel format code, first character in the lowest byte */
    uint32_t width, height;  /* pixels */
    uint32_t bytes_per_line; /* of the first plane; 0 where lines have no meaning (MJPEG) */
    uint32_t size_image;     /* largest bytes of a picture */
};

/* One picture in the driver's memory, valid until given back. */
struct cv4l2_frame {
    const uint8_t *bytes;
    size_t length;        /* bytes filled; never more than the buffer that was mapped */
    int64_t timestamp_ns; /* CLOCK_MONOTONIC of the capture; 0 where the driver stamps otherwise */
    uint32_t sequence;    /* the driver's count, with gaps for what it dropped */
    uint32_t index;       /* which buffer */
};

/* Opens the device at `path` (symbolic links are followed) and sees that it can capture and stream. */
int cv4l2_open(const char *path, struct cv4l2_camera **camera);

/* Agrees on a format and starts the stream. Takes the first of `fourccs` that the device offers at this size with at least
 * `least_rate` pictures a second; failing that, the first that it offers at all. The device may choose another size: `got`
 * says what it does. Once per camera. */
int cv4l2_start(
    struct cv4l2_camera *camera, uint32_t width, uint32_t height, uint32_t least_rate, const uint32_t *fourccs,
    size_t fourcc_count, struct cv4l2_format *got);

/* The newest picture, waiting up to `timeout_ms` for one; older ones go back to the driver unread, and so do those that it
 * marks as damaged. When every buffer was full, the driver had nowhere to put newer pictures: all of them are old and a fresh
 * one is waited for. A frame that is given must go back with cv4l2_give_back() before the next call. */
int cv4l2_next(struct cv4l2_camera *camera, int timeout_ms, struct cv4l2_frame *frame);

int cv4l2_give_back(struct cv4l2_camera *camera, const struct cv4l2_frame *frame);

/* Pictures that the driver marked as damaged, or that were empty or longer than their buffer; all were skipped. */
uint64_t cv4l2_damaged(const struct cv4l2_camera *camera);

/* Stops the stream, unmaps the buffers, closes the device. NULL is fine. */
void cv4l2_close(struct cv4l2_camera *camera);

#endif
