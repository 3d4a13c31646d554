#include "CDeflate.h"

#ifdef ZOETROPE_DEFLATE

#include <libdeflate.h>

size_t zoe_zlib_bound(size_t count) { return libdeflate_zlib_compress_bound(NULL, count); }

size_t zoe_zlib_compress(int level, const uint8_t *in, size_t count, uint8_t *out, size_t capacity) {
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
  if (!compressor) return 0;
  size_t written = libdeflate_zlib_compress(compressor, in, count, out, capacity);
  libdeflate_free_compressor(compressor);
  return written;
}

uint32_t zoe_crc32(uint32_t crc, const uint8_t *bytes, size_t count) { return libdeflate_crc32(crc, bytes, count); }

#else

#include <zlib.h>

size_t zoe_zlib_bound(size_t count) { return compressBound(count); }

size_t zoe_zlib_compress(int level, const uint8_t *in, size_t count, uint8_t *out, size_t capacity) {
  uLongf written = capacity;
  return compress2(out, &written, in, count, level) == Z_OK ? written : 0;
}

// zlib counts the bytes in 32 bits, a chunk of a PNG never has more.
uint32_t zoe_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  return (uint32_t)crc32(crc, bytes, (uInt)count);
}

#endif
