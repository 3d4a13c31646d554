#include "CGIF.h"

#ifdef ZOETROPE_GIF

#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

struct zoe_gif {
  GifFileType *file;
  uint8_t *bytes, *row;
  size_t count, capacity;
};

// giflib's writer: everything goes to the end of one block of memory. Fewer bytes than asked for are an error to it.
static int append(GifFileType *file, const GifByteType *bytes, int count) {
  zoe_gif *gif = file->UserData;
  if (gif->count + count > gif->capacity) {
    size_t capacity = (gif->count + count) * 2;
    uint8_t *larger = realloc(gif->bytes, capacity);
    if (!larger) return 0;
    gif->bytes = larger;
    gif->capacity = capacity;
  }
  memcpy(gif->bytes + gif->count, bytes, count);
  gif->count += count;
  return count;
}

static void discard(zoe_gif *gif) {
  int code = 0;
  if (gif->file) EGifCloseFile(gif->file, &code);
  free(gif->bytes);
  free(gif->row);
  free(gif);
}

// Netscape's application block, the only way to say how often an animation is shown.
static int put_loops(GifFileType *file, int loops) {
  unsigned char data[3] = {1, loops & 0xff, loops >> 8 & 0xff};
  return EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
         EGifPutExtensionBlock(file, 11, "NETSCAPE2.0") == GIF_OK && EGifPutExtensionBlock(file, 3, data) == GIF_OK &&
         EGifPutExtensionTrailer(file) == GIF_OK;
}

// A palette's size must be a power of two; what is beyond `colours` stays black.
static int put_screen(GifFileType *file, int width, int height, const uint8_t *palette, int colours) {
  int size = 2;
  while (size < colours) size *= 2;
  ColorMapObject *map = GifMakeMapObject(size, NULL);
  if (!map) return 0;
  for (int i = 0; i < colours; i++)
    map->Colors[i] = (GifColorType){palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]};
  EGifSetGifVersion(file, true);
  int done = EGifPutScreenDesc(file, width, height, 8, 0, map) == GIF_OK;
  GifFreeMapObject(map);
  return done;
}

zoe_gif *zoe_gif_begin(int width, int height, const uint8_t *palette, int colours, int loops, int *error) {
  *error = E_GIF_ERR_NOT_ENOUGH_MEM;
  zoe_gif *gif = calloc(1, sizeof *gif);
  if (!gif) return NULL;
  gif->row = malloc(width);
  gif->file = gif->row ? EGifOpen(gif, append, error) : NULL;
  // A single showing is what viewers do where nothing is said.
  if (gif->file && put_screen(gif->file, width, height, palette, colours) &&
      (loops == 1 || put_loops(gif->file, loops)))
    return gif;
  if (gif->file) *error = gif->file->Error;
  discard(gif);
  return NULL;
}

int zoe_gif_frame(
    zoe_gif *gif, int left, int top, int width, int height, int delay, int transparent, const uint8_t *indices) {
  GraphicsControlBlock control = {DISPOSE_DO_NOT, false, delay, transparent < 0 ? NO_TRANSPARENT_COLOR : transparent};
  GifByteType block[4];
  EGifGCBToExtension(&control, block);
  if (EGifPutExtension(gif->file, GRAPHICS_EXT_FUNC_CODE, sizeof block, block) != GIF_OK ||
      EGifPutImageDesc(gif->file, left, top, width, height, false, NULL) != GIF_OK)
    return gif->file->Error;
  for (int y = 0; y < height; y++) {
    // giflib may change the row it is given.
    memcpy(gif->row, indices + (size_t)y * width, width);
    if (EGifPutLine(gif->file, gif->row, width) != GIF_OK) return gif->file->Error;
  }
  return 0;
}

int zoe_gif_end(zoe_gif *gif, uint8_t **bytes, size_t *count) {
  int code = 0;
  int done = EGifCloseFile(gif->file, &code) == GIF_OK;
  gif->file = NULL;
  if (done && bytes) {
    *bytes = gif->bytes;
    *count = gif->count;
    gif->bytes = NULL;
  }
  discard(gif);
  return done ? 0 : code;
}

void zoe_gif_free(uint8_t *bytes) { free(bytes); }

const char *zoe_gif_reason(int code) {
  const char *reason = GifErrorString(code);
  return reason ? reason : "giflib gives no reason";
}

#endif
