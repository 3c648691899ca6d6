#include "cv4l2.h"

#include "agreement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

/* A driver may insist on more buffers than are asked for; the kernel's own bound is VIDEO_MAX_FRAME. */
#define MOST_BUFFERS 32u

struct buffer {
    uint8_t *bytes;
    size_t length;
};

struct cv4l2_camera {
    int fd;
    int is_streaming;
    uint32_t buffer_count;
    uint64_t damaged;
    struct buffer buffers[MOST_BUFFERS];
};

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* MARK: opening */

static int check_capabilities(int fd) {
    struct v4l2_capability capability;
    memset(&capability, 0, sizeof capability);
    int result = cv4l2_ask(fd, VIDIOC_QUERYCAP, &capability);
    /* Devices that are no video devices answer either; a regular file and /dev/null say ENOTTY. */
    if (result != 0) return result == -EINVAL ? -ENOTTY : result;
    uint32_t can = capability.capabilities & V4L2_CAP_DEVICE_CAPS ? capability.device_caps : capability.capabilities;
    uint32_t needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    return (can & needed) == needed ? 0 : -ENOTSUP;
}

int cv4l2_open(const char *path, struct cv4l2_camera **camera) {
    int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return -errno;
    int result = check_capabilities(fd);
    struct cv4l2_camera *made = result == 0 ? calloc(1, sizeof *made) : NULL;
    if (made == NULL) {
        close(fd);
        return result != 0 ? result : -ENOMEM;
    }
    made->fd = fd;
    *camera = made;
    return 0;
}

void cv4l2_close(struct cv4l2_camera *camera) {
    if (camera == NULL) return;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (camera->is_streaming) cv4l2_ask(camera->fd, VIDIOC_STREAMOFF, &type);
    for (uint32_t i = 0; i < camera->buffer_count; i++)
        if (camera->buffers[i].bytes != NULL) munmap(camera->buffers[i].bytes, camera->buffers[i].length);
    close(camera->fd);
    free(camera);
}

/* MARK: streaming */

static int queue(int fd, uint32_t index) {
    struct v4l2_buffer buffer;
    memset(&buffer, 0, sizeof buffer);
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.index = index;
    return cv4l2_ask(fd, VIDIOC_QBUF, &buffer);
}

static int map_buffer(struct cv4l2_camera *camera, uint32_t index) {
    struct v4l2_buffer buffer;
    memset(&buffer, 0, sizeof buffer);
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.index = index;
    int result = cv4l2_ask(camera->fd, VIDIOC_QUERYBUF, &buffer);
    if (result != 0) return result;
    void *bytes = mmap(NULL, buffer.length, PROT_READ, MAP_SHARED, camera->fd, buffer.m.offset);
    if (bytes == MAP_FAILED) return -errno;
    camera->buffers[index].bytes = bytes;
    camera->buffers[index].length = buffer.length;
    return queue(camera->fd, index);
}

static int start_stream(struct cv4l2_camera *camera) {
    struct v4l2_requestbuffers request;
    memset(&request, 0, sizeof request);
    request.count = CV4L2_BUFFERS;
    request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    request.memory = V4L2_MEMORY_MMAP;
    int result = cv4l2_ask(camera->fd, VIDIOC_REQBUFS, &request);
    if (result != 0) return result;
    if (request.count < 2) return -ENOMEM;
    camera->buffer_count = request.count < MOST_BUFFERS ? request.count : MOST_BUFFERS;
    for (uint32_t i = 0; i < camera->buffer_count; i++) {
        result = map_buffer(camera, i);
        if (result != 0) return result;
    }
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    result = cv4l2_ask(camera->fd, VIDIOC_STREAMON, &type);
    camera->is_streaming = result == 0;
    return result;
}

int cv4l2_start(
    struct cv4l2_camera *camera, uint32_t width, uint32_t height, uint32_t least_rate, const uint32_t *fourccs,
    size_t fourcc_count, struct cv4l2_format *got) {
    if (camera->is_streaming || camera->buffer_count != 0) return -EBUSY;
    int result = cv4l2_agree(camera->fd, width, height, least_rate, fourccs, fourcc_count, got);
    return result != 0 ? result : start_stream(camera);
}

/* MARK: taking pictures */

/* 0 when a picture is ready, -EAGAIN when none came. */
static int wait_for_picture(struct cv4l2_camera *camera, int64_t deadline_ms) {
    for (;;) {
        int64_t left = deadline_ms - now_ms();
        struct pollfd watched = {.fd = camera->fd, .events = POLLIN | POLLPRI};
        int count = poll(&watched, 1, left > 0 ? (int)left : 0);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return -errno;
        if (count == 0) return -EAGAIN;
        /* The only event that is subscribed to is the change of source. */
        if (watched.revents & POLLPRI) return -ESTALE;
        if (watched.revents & (POLLERR | POLLHUP | POLLNVAL)) return -EIO;
        return 0;
    }
}

/* Takes one filled buffer. 0 with `frame` filled, -EBADMSG for a damaged one that went back already, -EAGAIN for no more. */
static int take_one(struct cv4l2_camera *camera, struct cv4l2_frame *frame) {
    struct v4l2_buffer buffer;
    memset(&buffer, 0, sizeof buffer);
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    int result = cv4l2_ask(camera->fd, VIDIOC_DQBUF, &buffer);
    if (result != 0) return result;
    if (buffer.index >= camera->buffer_count) return -EIO;
    const struct buffer *mapped = &camera->buffers[buffer.index];
    if ((buffer.flags & V4L2_BUF_FLAG_ERROR) || buffer.bytesused == 0 || buffer.bytesused > mapped->length) {
        camera->damaged++;
        result = queue(camera->fd, buffer.index);
        return result != 0 ? result : -EBADMSG;
    }
    int is_monotonic = (buffer.flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) == V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    frame->bytes = mapped->bytes;
    frame->length = buffer.bytesused;
    frame->timestamp_ns =
        is_monotonic ? (int64_t)buffer.timestamp.tv_sec * 1000000000 + (int64_t)buffer.timestamp.tv_usec * 1000 : 0;
    frame->sequence = buffer.sequence;
    frame->index = buffer.index;
    return 0;
}

/* Takes what is ready and keeps the newest in `frame`; `*taken` counts the buffers that were full. */
static int take_newest(struct cv4l2_camera *camera, struct cv4l2_frame *frame, uint32_t *taken) {
    int has_frame = 0;
    for (*taken = 0; *taken < camera->buffer_count; ++*taken) {
        struct cv4l2_frame newer;
        int result = take_one(camera, &newer);
        if (result == -EAGAIN) break;
        if (result == -EBADMSG) continue;
        if (result == 0 && has_frame) result = queue(camera->fd, frame->index);
        if (result != 0) return result;
        *frame = newer;
        has_frame = 1;
    }
    return has_frame ? 0 : -EAGAIN;
}

int cv4l2_next(struct cv4l2_camera *camera, int timeout_ms, struct cv4l2_frame *frame) {
    int64_t deadline_ms = now_ms() + timeout_ms;
    int may_be_old = 1;
    for (;;) {
        int result = wait_for_picture(camera, deadline_ms);
        if (result != 0) return result;
        uint32_t taken = 0;
        result = take_newest(camera, frame, &taken);
        if (result == -EAGAIN) {
            if (now_ms() >= deadline_ms) return result;
            continue;
        }
        if (result != 0 || !may_be_old || taken < camera->buffer_count) return result;
        result = queue(camera->fd, frame->index);
        if (result != 0) return result;
        may_be_old = 0;
    }
}

int cv4l2_give_back(struct cv4l2_camera *camera, const struct cv4l2_frame *frame) {
    return frame->index < camera->buffer_count ? queue(camera->fd, frame->index) : -EINVAL;
}

uint64_t cv4l2_damaged(const struct cv4l2_camera *camera) { return camera->damaged; }
