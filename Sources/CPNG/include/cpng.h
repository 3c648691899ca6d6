/* Reading and writing PNG as 8-bit grey, over libpng 1.6.
 *
 * Why a shim: libpng reports errors by longjmp out of its callbacks, which Swift frames must never see. Every call here is
 * whole in itself: it keeps no state, may run on any thread, and leaves nothing open.
 *
 * Every function gives 0 or -errno:
 *   -EBADMSG   the bytes break the PNG format
 *   -ENODATA   the bytes end before the picture does
 *   -EOVERFLOW the caller's room does not fit the picture
 *   -ENOMEM    no memory
 *   -EINVAL    an argument is out of range
 */
#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

/* The largest side in pixels that is written; a reader bounds what it takes by the `capacity` it gives. */
#define CPNG_LARGEST_SIDE 1000000u

/* Room that a caller gives for libpng's own words on an error, its closing zero included. */
#define CPNG_WORDS 128u

/* The sides in pixels, from the header alone; nothing of the picture is read and no room for it is taken.
 * `words` has CPNG_WORDS bytes and is empty unless libpng said something. */
int cpng_size(const uint8_t *bytes, size_t length, uint32_t *width, uint32_t *height, char *words);

/* The whole picture as 8-bit luma (weights of ITU-R BT.601, as JPEG has them), rows top to bottom without padding.
 * Transparent parts are laid over white. 16-bit samples are rounded to 8, palettes looked up, interlacing undone, gamma and
 * colour profiles left alone. `capacity` must be exactly width * height as cpng_size() gave them. */
int cpng_read(const uint8_t *bytes, size_t length, uint8_t *pixels, size_t capacity, char *words);

/* Writes `width * height` grey bytes as a PNG; `*bytes` is the caller's to give to cpng_free(). */
int cpng_write(const uint8_t *pixels, uint32_t width, uint32_t height, uint8_t **bytes, size_t *length);

void cpng_free(uint8_t *bytes);

#endif
