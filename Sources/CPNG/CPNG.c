#include "CPNG.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

struct zoe_png_decoder {
  png_structp png;
  png_infop info;
  const uint8_t *next;
  size_t left;
  size_t row_count;
  int passes;
  zoe_png_layout layout;
  char message[ZOE_PNG_MESSAGE_SIZE];
};

static void on_error(png_structp png, png_const_charp text) {
  zoe_png_decoder *decoder = png_get_error_ptr(png);
  strncpy(decoder->message, text, ZOE_PNG_MESSAGE_SIZE - 1);
  png_longjmp(png, 1);
}

// Warnings concern what does not change a pixel (an odd text chunk, a profile that is left out).
static void on_warning(png_structp png, png_const_charp text) { (void)png, (void)text; }

static void on_read(png_structp png, png_bytep out, size_t count) {
  zoe_png_decoder *decoder = png_get_io_ptr(png);
  if (count > decoder->left) png_error(png, "the data ends too early");
  memcpy(out, decoder->next, count);
  decoder->next += count;
  decoder->left -= count;
}

static void set_limits(png_structp png, uint32_t largest_side) {
  // Text, suggested palettes and the like are never used; skipping them also skips inflating them.
  static const png_byte skipped[] = "tEXt\0zTXt\0iTXt\0sPLT\0hIST\0pCAL\0sCAL\0tIME\0eXIf";
  png_set_user_limits(png, largest_side, largest_side);
  png_set_chunk_cache_max(png, 64);
  png_set_chunk_malloc_max(png, 16u << 20);
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, skipped, (int)(sizeof skipped / 5));
}

// Asks libpng for plain samples of 8 or 16 bits: palettes looked up, small depths widened, tRNS as alpha.
static void expand(zoe_png_decoder *decoder) {
  png_structp png = decoder->png;
  png_set_expand(png);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  png_set_swap(png);
#endif
  decoder->passes = png_set_interlace_handling(png);
  png_read_update_info(png, decoder->info);
}

static void describe(zoe_png_decoder *decoder) {
  png_structp png = decoder->png;
  png_infop info = decoder->info;
  zoe_png_layout *layout = &decoder->layout;
  layout->width = png_get_image_width(png, info);
  layout->height = png_get_image_height(png, info);
  layout->channels = png_get_channels(png, info);
  layout->has_alpha = (png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA) != 0;
  layout->bits = png_get_bit_depth(png, info);
  decoder->row_count = png_get_rowbytes(png, info);
  if (decoder->row_count != (size_t)layout->width * layout->channels * (layout->bits / 8))
    png_error(png, "a row has an unexpected length");

  png_charp name = NULL;
  png_bytep profile = NULL;
  png_uint_32 profile_count = 0;
  int method = 0;
  if (png_get_iCCP(png, info, &name, &method, &profile, &profile_count) == PNG_INFO_iCCP) {
    layout->profile = profile;
    layout->profile_count = profile_count;
  }
}

static int prepare(zoe_png_decoder *decoder, uint32_t largest_side) {
  if (setjmp(png_jmpbuf(decoder->png))) return -1;
  set_limits(decoder->png, largest_side);
  png_set_read_fn(decoder->png, decoder, on_read);
  png_read_info(decoder->png, decoder->info);
  expand(decoder);
  describe(decoder);
  return 0;
}

zoe_png_decoder *zoe_png_open(
    const uint8_t *bytes, size_t count, uint32_t largest_side, zoe_png_layout *layout,
    char message[ZOE_PNG_MESSAGE_SIZE]) {
  zoe_png_decoder *decoder = calloc(1, sizeof *decoder);
  if (decoder) decoder->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, on_error, on_warning);
  if (decoder && decoder->png) decoder->info = png_create_info_struct(decoder->png);
  if (!decoder || !decoder->info) {
    strcpy(message, "libpng cannot be started: out of memory, or another version than at build time");
    zoe_png_close(decoder);
    return NULL;
  }
  decoder->next = bytes;
  decoder->left = count;
  if (prepare(decoder, largest_side) != 0) {
    memcpy(message, decoder->message, ZOE_PNG_MESSAGE_SIZE);
    zoe_png_close(decoder);
    return NULL;
  }
  *layout = decoder->layout;
  return decoder;
}

int zoe_png_read(zoe_png_decoder *decoder, uint8_t *pixels, char message[ZOE_PNG_MESSAGE_SIZE]) {
  if (setjmp(png_jmpbuf(decoder->png))) {
    memcpy(message, decoder->message, ZOE_PNG_MESSAGE_SIZE);
    return -1;
  }
  for (int pass = 0; pass < decoder->passes; pass++)
    for (uint32_t y = 0; y < decoder->layout.height; y++)
      png_read_row(decoder->png, pixels + y * decoder->row_count, NULL);
  png_read_end(decoder->png, NULL);
  return 0;
}

void zoe_png_close(zoe_png_decoder *decoder) {
  if (!decoder) return;
  if (decoder->png) png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
  free(decoder);
}
