// GIF animations by giflib, written into memory. Where the trait GIF is off, nothing here is defined.
#ifndef ZOETROPE_CGIF_H
#define ZOETROPE_CGIF_H

#include <stddef.h>
#include <stdint.h>

/// An animation that is being written.
typedef struct zoe_gif zoe_gif;

/// Begins an animation of width * height pixels. `palette` has `colours` entries (1 to 256) of red, green, blue.
/// `loops` is how often it is shown, 0 for ever. NULL if giflib refuses; `*error` is its code then.
zoe_gif *zoe_gif_begin(int width, int height, const uint8_t *palette, int colours, int loops, int *error);

/// Adds a frame that changes the rectangle at (left, top): a palette index a pixel, row by row. Pixels of the index
/// `transparent` (-1: there is none) stay as the frame before left them. `delay` is in hundredths of a second.
/// 0, or giflib's code of an error.
int zoe_gif_frame(
    zoe_gif *gif, int left, int top, int width, int height, int delay, int transparent, const uint8_t *indices);

/// Ends the animation. On 0 `*bytes` has `*count` bytes of the caller's, who gives them to `zoe_gif_free`; otherwise
/// giflib's code. The animation is gone either way; with `bytes` NULL it is thrown away.
int zoe_gif_end(zoe_gif *gif, uint8_t **bytes, size_t *count);

void zoe_gif_free(uint8_t *bytes);

/// What a code means.
const char *zoe_gif_reason(int code);

#endif
