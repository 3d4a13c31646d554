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

int zoe_zlib_inflate(const uint8_t *in, size_t in_count, uint8_t *out, size_t count) {
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  if (!decompressor) return 0;
  enum libdeflate_result result = libdeflate_zlib_decompress(decompressor, in, in_count, out, count, NULL);
  libdeflate_free_decompressor(decompressor);
  return result == LIBDEFLATE_SUCCESS;
}

int zoe_zlib_expand(const uint8_t *in, size_t count, uint8_t *out, size_t capacity, size_t *written) {
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  if (!decompressor) return -1;
  enum libdeflate_result result = libdeflate_zlib_decompress(decompressor, in, count, out, capacity, written);
  libdeflate_free_decompressor(decompressor);
  return result == LIBDEFLATE_SUCCESS ? 0 : result == LIBDEFLATE_INSUFFICIENT_SPACE ? 1 : -1;
}

int zoe_gzip_expand(const uint8_t *in, size_t count, uint8_t *out, size_t capacity, size_t *written) {
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  if (!decompressor) return -1;
  enum libdeflate_result result = libdeflate_gzip_decompress(decompressor, in, count, out, capacity, written);
  libdeflate_free_decompressor(decompressor);
  return result == LIBDEFLATE_SUCCESS ? 0 : result == LIBDEFLATE_INSUFFICIENT_SPACE ? 1 : -1;
}

int zoe_deflate_inflate(const uint8_t *in, size_t in_count, uint8_t *out, size_t count) {
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  if (!decompressor) return 0;
  enum libdeflate_result result = libdeflate_deflate_decompress(decompressor, in, in_count, out, count, NULL);
  libdeflate_free_decompressor(decompressor);
  return result == LIBDEFLATE_SUCCESS;
}

uint32_t zoe_crc32(uint32_t crc, const uint8_t *bytes, size_t count) { return libdeflate_crc32(crc, bytes, count); }

#else

#include <zlib.h>

size_t zoe_zlib_bound(size_t count) { return compressBound(count); }

size_t zoe_zlib_compress(int level, const uint8_t *in, size_t count, uint8_t *out, size_t capacity) {
  uLongf written = capacity;
  return compress2(out, &written, in, count, level) == Z_OK ? written : 0;
}

int zoe_zlib_inflate(const uint8_t *in, size_t in_count, uint8_t *out, size_t count) {
  uLongf written = count;
  return uncompress(out, &written, in, in_count) == Z_OK && written == count;
}

int zoe_zlib_expand(const uint8_t *in, size_t count, uint8_t *out, size_t capacity, size_t *written) {
  uLongf length = capacity;
  int result = uncompress(out, &length, in, count);
  *written = length;
  return result == Z_OK ? 0 : result == Z_BUF_ERROR && length == capacity ? 1 : -1;
}

// 16 more window bits ask zlib for gzip's header and check sum. It counts the bytes of a call in 32 bits.
int zoe_gzip_expand(const uint8_t *in, size_t count, uint8_t *out, size_t capacity, size_t *written) {
  z_stream stream = {.next_in = (Bytef *)in, .avail_in = (uInt)count, .next_out = out, .avail_out = (uInt)capacity};
  if (count > UINT32_MAX || capacity > UINT32_MAX || inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return -1;
  int result = inflate(&stream, Z_FINISH);
  *written = stream.total_out;
  inflateEnd(&stream);
  return result == Z_STREAM_END ? 0 : result == Z_BUF_ERROR && *written == capacity ? 1 : -1;
}

// Negative window bits ask zlib for a stream without header and check sum.
int zoe_deflate_inflate(const uint8_t *in, size_t in_count, uint8_t *out, size_t count) {
  z_stream stream = {.next_in = (Bytef *)in, .avail_in = (uInt)in_count, .next_out = out, .avail_out = (uInt)count};
  if (in_count > UINT32_MAX || count > UINT32_MAX || inflateInit2(&stream, -MAX_WBITS) != Z_OK) return 0;
  int result = inflate(&stream, Z_FINISH);
  size_t written = stream.total_out;
  inflateEnd(&stream);
  return result == Z_STREAM_END && written == count;
}

// zlib counts the bytes of a call in 32 bits.
uint32_t zoe_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  const size_t most = (size_t)1 << 30;
  for (; count > most; bytes += most, count -= most) crc = (uint32_t)crc32(crc, bytes, (uInt)most);
  return (uint32_t)crc32(crc, bytes, (uInt)count);
}

#endif
