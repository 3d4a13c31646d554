#include "CTurboJPEG.h"

#ifdef ZOETROPE_TURBOJPEG

#include <string.h>
#include <turbojpeg.h>

static int pixel_format(int channels) { return channels == 1 ? TJPF_GRAY : TJPF_RGB; }

// The outcome of a call that failed, and why.
static int failure(tjhandle handle, char message[ZOE_JPEG_MESSAGE_SIZE]) {
  strncpy(message, tjGetErrorStr2(handle), ZOE_JPEG_MESSAGE_SIZE - 1);
  message[ZOE_JPEG_MESSAGE_SIZE - 1] = 0;
  return handle && tjGetErrorCode(handle) == TJERR_WARNING ? ZOE_JPEG_WARNING : ZOE_JPEG_ERROR;
}

static int failure_with(const char *text, char message[ZOE_JPEG_MESSAGE_SIZE]) {
  strncpy(message, text, ZOE_JPEG_MESSAGE_SIZE - 1);
  message[ZOE_JPEG_MESSAGE_SIZE - 1] = 0;
  return ZOE_JPEG_ERROR;
}

static int decode(
    tjhandle handle, const uint8_t *bytes, size_t count, int width, int height, int channels, int flags,
    uint8_t *pixels, char message[ZOE_JPEG_MESSAGE_SIZE]) {
  int header_width = 0, header_height = 0, subsampling = 0, colour_space = 0;
  if (tjDecompressHeader3(handle, bytes, count, &header_width, &header_height, &subsampling, &colour_space) != 0)
    return failure(handle, message);
  // The buffer was made for the size of the header that the caller read: a file with two of them must not overrun it.
  if (header_width != width || header_height != height)
    return failure_with("the file declares two different sizes", message);
  if (tjDecompress2(handle, bytes, count, pixels, width, 0, height, pixel_format(channels), flags) != 0)
    return failure(handle, message);
  return ZOE_JPEG_DONE;
}

int zoe_jpeg_decode(
    const uint8_t *bytes, size_t count, int width, int height, int channels, int stop_on_warning, uint8_t *pixels,
    char message[ZOE_JPEG_MESSAGE_SIZE]) {
  tjhandle handle = tjInitDecompress();
  if (!handle) return failure_with("libturbojpeg cannot be started", message);
  int flags = TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS | (stop_on_warning ? TJFLAG_STOPONWARNING : 0);
  int outcome = decode(handle, bytes, count, width, height, channels, flags, pixels, message);
  tjDestroy(handle);
  return outcome;
}

int zoe_jpeg_encode(
    const uint8_t *pixels, int width, int height, int channels, int quality, int full_colour, uint8_t **out,
    size_t *out_count, char message[ZOE_JPEG_MESSAGE_SIZE]) {
  tjhandle handle = tjInitCompress();
  if (!handle) return failure_with("libturbojpeg cannot be started", message);
  int subsampling = channels == 1 ? TJSAMP_GRAY : full_colour ? TJSAMP_444 : TJSAMP_420;
  unsigned char *bytes = NULL;
  unsigned long count = 0;
  int outcome = ZOE_JPEG_DONE;
  if (tjCompress2(
          handle, pixels, width, 0, height, pixel_format(channels), &bytes, &count, subsampling, quality,
          TJFLAG_ACCURATEDCT) != 0) {
    outcome = failure(handle, message);
    tjFree(bytes);
  } else {
    *out = bytes;
    *out_count = count;
  }
  tjDestroy(handle);
  return outcome;
}

void zoe_jpeg_free(uint8_t *bytes) { tjFree(bytes); }

#endif
