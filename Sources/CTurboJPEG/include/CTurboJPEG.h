// JPEG by libturbojpeg, whole pictures in memory. Where the trait TurboJPEG is off, nothing here is defined.
#ifndef ZOETROPE_CTURBOJPEG_H
#define ZOETROPE_CTURBOJPEG_H

#include <stddef.h>
#include <stdint.h>

#define ZOE_JPEG_MESSAGE_SIZE 200

/// How an attempt ended: a warning means pixels that were guessed.
enum { ZOE_JPEG_DONE = 0, ZOE_JPEG_WARNING = 1, ZOE_JPEG_ERROR = -1 };

/// Decodes into `pixels` (width * height * channels bytes; channels is 1 or 3). `width` and `height` must be those of
/// the file's header. With `stop_on_warning` the first doubt ends the work.
int zoe_jpeg_decode(
    const uint8_t *bytes, size_t count, int width, int height, int channels, int stop_on_warning, uint8_t *pixels,
    char message[ZOE_JPEG_MESSAGE_SIZE]);

/// Encodes 1 or 3 channels; `full_colour` keeps colour at full resolution (4:4:4), otherwise 4:2:0.
/// On ZOE_JPEG_DONE `*out` holds `*out_count` bytes and must go to `zoe_jpeg_free`.
int zoe_jpeg_encode(
    const uint8_t *pixels, int width, int height, int channels, int quality, int full_colour, uint8_t **out,
    size_t *out_count, char message[ZOE_JPEG_MESSAGE_SIZE]);

void zoe_jpeg_free(uint8_t *bytes);

#endif
