// Reading PNG through libpng's row functions.
//
// libpng reports errors by longjmp, which Swift cannot cross: here every one of them ends in a return code and a
// message. The simplified API of libpng (png_image_*) is left alone: most of the library's past holes were in it.
#ifndef ZOETROPE_CPNG_H
#define ZOETROPE_CPNG_H

#include <stddef.h>
#include <stdint.h>

#define ZOE_PNG_MESSAGE_SIZE 128

/// What a decoded picture looks like in memory: rows without padding, samples interleaved, alpha last.
typedef struct {
  uint32_t width, height;
  /// Samples a pixel, alpha included: 1 to 4.
  uint32_t channels;
  uint32_t has_alpha;
  /// 8, or 16 in the byte order of this machine.
  uint32_t bits;
  /// The ICC profile, inflated, or NULL; it lives until the decoder is closed.
  const uint8_t *profile;
  size_t profile_count;
} zoe_png_layout;

typedef struct zoe_png_decoder zoe_png_decoder;

/// Reads everything up to the first pixel. `bytes` must outlive the decoder.
/// Returns NULL and fills `message` on an error.
zoe_png_decoder *zoe_png_open(
    const uint8_t *bytes, size_t count, uint32_t largest_side, zoe_png_layout *layout,
    char message[ZOE_PNG_MESSAGE_SIZE]);

/// Decodes all rows into `pixels` (width * height * channels * bits / 8 bytes) and checks the end of the file.
/// Returns 0, or -1 with `message` filled.
int zoe_png_read(zoe_png_decoder *decoder, uint8_t *pixels, char message[ZOE_PNG_MESSAGE_SIZE]);

void zoe_png_close(zoe_png_decoder *decoder);

#endif
