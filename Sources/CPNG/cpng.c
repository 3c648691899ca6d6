#include "cpng.h"

#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/* All that a reading keeps. It lives one frame above the setjmp() and is reached through a pointer, so that nothing which
 * changes after setjmp() is a local of that frame (C11 7.13.2.1). */
struct reading {
    png_structp png;
    png_infop info;
    const uint8_t *bytes;
    size_t left;
    uint8_t *scratch;
    char *words;
    int problem;
};

static void on_error(png_structp png, png_const_charp text) {
    struct reading *reading = png_get_error_ptr(png);
    if (reading->problem == 0) reading->problem = -EBADMSG;
    strncpy(reading->words, text, CPNG_WORDS - 1);
    reading->words[CPNG_WORDS - 1] = 0;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

static void take_bytes(png_structp png, png_bytep into, size_t count) {
    struct reading *reading = png_get_io_ptr(png);
    if (count > reading->left) {
        reading->problem = -ENODATA;
        png_error(png, "the file ends too early");
    }
    memcpy(into, reading->bytes, count);
    reading->bytes += count;
    reading->left -= count;
}

static void close_reading(struct reading *reading) {
    png_destroy_read_struct(&reading->png, &reading->info, NULL);
    free(reading->scratch);
}

static int open_reading(struct reading *reading, const uint8_t *bytes, size_t length, char *words) {
    memset(reading, 0, sizeof *reading);
    memset(words, 0, CPNG_WORDS);
    reading->bytes = bytes;
    reading->left = length;
    reading->words = words;
    reading->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reading, on_error, on_warning);
    if (reading->png == NULL) return -ENOMEM;
    reading->info = png_create_info_struct(reading->png);
    if (reading->info != NULL) return 0;
    close_reading(reading);
    return -ENOMEM;
}

/* Reads up to the first picture data. Texts, profiles and the like are skipped unread. */
static void read_header(struct reading *reading) {
    png_set_read_fn(reading->png, reading, take_bytes);
    png_set_keep_unknown_chunks(reading->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_user_limits(reading->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_read_info(reading->png, reading->info);
}

static int read_size(struct reading *reading, uint32_t *width, uint32_t *height) {
    if (setjmp(png_jmpbuf(reading->png))) return reading->problem;
    read_header(reading);
    *width = png_get_image_width(reading->png, reading->info);
    *height = png_get_image_height(reading->png, reading->info);
    return 0;
}

int cpng_size(const uint8_t *bytes, size_t length, uint32_t *width, uint32_t *height, char *words) {
    struct reading reading;
    int result = open_reading(&reading, bytes, length, words);
    if (result != 0) return result;
    result = read_size(&reading, width, height);
    close_reading(&reading);
    return result;
}

/* Asks libpng for one grey byte a pixel, with an alpha byte after it where the picture has transparency. */
static void ask_for_grey(struct reading *reading) {
    png_set_expand(reading->png);
    png_set_scale_16(reading->png);
    if (png_get_color_type(reading->png, reading->info) & PNG_COLOR_MASK_COLOR)
        png_set_rgb_to_gray_fixed(reading->png, PNG_ERROR_ACTION_NONE, 29900, 58700);
}

/* Lays `count` pairs of grey and alpha over white. */
static void lay_over_white(const uint8_t *pairs, uint8_t *pixels, size_t count) {
    for (size_t i = 0; i < count; i++) {
        unsigned grey = pairs[2 * i], alpha = pairs[2 * i + 1];
        pixels[i] = (uint8_t)((grey * alpha + 255u * (255u - alpha) + 127u) / 255u);
    }
}

static void read_rows(struct reading *reading, uint8_t *into, size_t stride, size_t height, int passes) {
    for (int pass = 0; pass < passes; pass++)
        for (size_t row = 0; row < height; row++) png_read_row(reading->png, into + row * stride, NULL);
    png_read_end(reading->png, NULL);
}

static int read_picture(struct reading *reading, uint8_t *pixels, size_t capacity) {
    if (setjmp(png_jmpbuf(reading->png))) return reading->problem;
    read_header(reading);
    size_t width = png_get_image_width(reading->png, reading->info);
    size_t height = png_get_image_height(reading->png, reading->info);
    if (width * height != capacity) return -EOVERFLOW;
    ask_for_grey(reading);
    int passes = png_set_interlace_handling(reading->png);
    png_read_update_info(reading->png, reading->info);
    size_t stride = png_get_rowbytes(reading->png, reading->info);
    if (stride == width) {
        read_rows(reading, pixels, stride, height, passes);
        return 0;
    }
    if (stride != 2 * width) return -EBADMSG;
    reading->scratch = calloc(height, stride);
    if (reading->scratch == NULL) return -ENOMEM;
    read_rows(reading, reading->scratch, stride, height, passes);
    lay_over_white(reading->scratch, pixels, capacity);
    return 0;
}

int cpng_read(const uint8_t *bytes, size_t length, uint8_t *pixels, size_t capacity, char *words) {
    struct reading reading;
    int result = open_reading(&reading, bytes, length, words);
    if (result != 0) return result;
    result = read_picture(&reading, pixels, capacity);
    close_reading(&reading);
    return result;
}

/* What a writing keeps; see struct reading. */
struct writing {
    png_structp png;
    png_infop info;
    uint8_t *bytes;
    size_t length, capacity;
};

static void on_write_error(png_structp png, png_const_charp text) {
    (void)text;
    png_longjmp(png, 1);
}

static void put_bytes(png_structp png, png_bytep from, size_t count) {
    struct writing *writing = png_get_io_ptr(png);
    if (count > writing->capacity - writing->length) {
        size_t wanted = 2 * writing->capacity + count;
        uint8_t *larger = realloc(writing->bytes, wanted);
        if (larger == NULL) png_error(png, "no memory");
        writing->bytes = larger;
        writing->capacity = wanted;
    }
    memcpy(writing->bytes + writing->length, from, count);
    writing->length += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static int write_picture(struct writing *writing, const uint8_t *pixels, uint32_t width, uint32_t height) {
    if (setjmp(png_jmpbuf(writing->png))) return -ENOMEM;
    png_set_write_fn(writing->png, writing, put_bytes, flush_nothing);
    png_set_IHDR(
        writing->png, writing->info, width, height, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(writing->png, writing->info);
    for (size_t row = 0; row < height; row++) png_write_row(writing->png, pixels + row * width);
    png_write_end(writing->png, NULL);
    return 0;
}

int cpng_write(const uint8_t *pixels, uint32_t width, uint32_t height, uint8_t **bytes, size_t *length) {
    if (width == 0 || height == 0 || width > CPNG_LARGEST_SIDE || height > CPNG_LARGEST_SIDE) return -EINVAL;
    struct writing writing;
    memset(&writing, 0, sizeof writing);
    writing.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, on_write_error, on_warning);
    if (writing.png == NULL) return -ENOMEM;
    writing.info = png_create_info_struct(writing.png);
    int result = writing.info == NULL ? -ENOMEM : write_picture(&writing, pixels, width, height);
    png_destroy_write_struct(&writing.png, &writing.info);
    if (result != 0) {
        free(writing.bytes);
        return result;
    }
    *bytes = writing.bytes;
    *length = writing.length;
    return 0;
}

void cpng_free(uint8_t *bytes) { free(bytes); }
