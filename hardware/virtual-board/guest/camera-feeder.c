/* camera-feeder DEVICE WIDTH HEIGHT PICTURE: what is held before the camera. Streams YUYV frames to a V4L2 output node:
 * the PNG file PICTURE in the middle of a grey frame, nine tenths of its height, or grey alone while there is no such
 * file. A picture that is renamed to PICTURE takes the place of the one before.
 *
 * camera-feeder - WIDTH HEIGHT PICTURE: writes that one frame to standard output instead. */
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFERS = 4, BACKGROUND = 160, NO_COLOUR = 128 };

static int width, height;

static void must(int result, const char *what) {
  if (result >= 0) return;
  perror(what);
  exit(1);
}

static int control(int device, unsigned long request, void *argument) {
  int result;
  do result = ioctl(device, request, argument);
  while (result < 0 && errno == EINTR);
  return result;
}

static void draw_background(unsigned char *frame) {
  for (int i = 0; i < width * height; i++) {
    frame[2 * i] = BACKGROUND;
    frame[2 * i + 1] = NO_COLOUR;
  }
}

/* Draws the picture by taking, for each pixel of the frame, the nearest pixel of the file. */
static void draw(unsigned char *frame, const char *file) {
  png_image image = {.version = PNG_IMAGE_VERSION};
  draw_background(frame);
  if (!png_image_begin_read_from_file(&image, file)) return;
  image.format = PNG_FORMAT_GRAY;
  unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
  png_color white = {255, 255, 255};
  if (pixels == NULL || !png_image_finish_read(&image, &white, pixels, 0, NULL)) {
    fprintf(stderr, "camera-feeder: %s: %s\n", file, image.message);
    free(pixels);
    return;
  }
  int side = height * 9 / 10, left = (width - side) / 2, top = (height - side) / 2;
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++) {
      size_t row = (size_t)y * image.height / side, column = (size_t)x * image.width / side;
      frame[2 * ((top + y) * width + left + x)] = pixels[row * image.width + column];
    }
  free(pixels);
}

/* Draws the frame again when the file is another one than before, or gone. */
static void refresh(unsigned char *frame, const char *file) {
  static struct stat shown;
  struct stat now = {0};
  if (stat(file, &now) < 0) now.st_ino = 0;
  if (now.st_ino == shown.st_ino && now.st_mtim.tv_sec == shown.st_mtim.tv_sec && now.st_mtim.tv_nsec == shown.st_mtim.tv_nsec)
    return;
  shown = now;
  draw(frame, file);
}

static void stream(const char *path, unsigned char *frame, const char *file) {
  int device = open(path, O_RDWR), type = V4L2_BUF_TYPE_VIDEO_OUTPUT;
  unsigned char *memory[BUFFERS];
  must(device, path);
  struct v4l2_format format = {.type = type};
  must(control(device, VIDIOC_G_FMT, &format), "VIDIOC_G_FMT");
  format.fmt.pix.width = width;
  format.fmt.pix.height = height;
  format.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
  format.fmt.pix.field = V4L2_FIELD_NONE;
  must(control(device, VIDIOC_S_FMT, &format), "VIDIOC_S_FMT");
  size_t size = (size_t)width * height * 2;
  if (format.fmt.pix.sizeimage != size) must(-1, "the device wants another frame size");
  struct v4l2_requestbuffers request = {.count = BUFFERS, .type = type, .memory = V4L2_MEMORY_MMAP};
  must(control(device, VIDIOC_REQBUFS, &request), "VIDIOC_REQBUFS");
  int count = request.count < BUFFERS ? (int)request.count : BUFFERS;
  for (int i = 0;; i++) {
    struct v4l2_buffer buffer = {.type = type, .memory = V4L2_MEMORY_MMAP, .index = i};
    if (i < count) {
      must(control(device, VIDIOC_QUERYBUF, &buffer), "VIDIOC_QUERYBUF");
      memory[i] = mmap(NULL, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED, device, buffer.m.offset);
      if (memory[i] == MAP_FAILED) must(-1, "mmap");
    } else {
      buffer.index = 0;
      must(control(device, VIDIOC_DQBUF, &buffer), "VIDIOC_DQBUF");
    }
    refresh(frame, file);
    memcpy(memory[buffer.index], frame, size);
    buffer.bytesused = size;
    buffer.field = V4L2_FIELD_NONE;
    must(control(device, VIDIOC_QBUF, &buffer), "VIDIOC_QBUF");
    if (i == count - 1) must(control(device, VIDIOC_STREAMON, &type), "VIDIOC_STREAMON");
  }
}

int main(int count, char **arguments) {
  if (count != 5) return 64;
  width = atoi(arguments[2]);
  height = atoi(arguments[3]);
  if (width < 64 || width > 4096 || height < 64 || height > width) return 64;
  size_t size = (size_t)width * height * 2;
  unsigned char *frame = malloc(size);
  if (frame == NULL) return 1;
  draw(frame, arguments[4]);
  if (strcmp(arguments[1], "-") == 0) return fwrite(frame, 1, size, stdout) == size ? 0 : 1;
  stream(arguments[1], frame, arguments[4]);
}
