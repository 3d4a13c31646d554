// zlib streams and check sums: by libdeflate where the trait Deflate is on, by zlib (which libpng needs anyway)
// otherwise. Both write what every PNG reader understands; only speed and size differ.
#ifndef ZOETROPE_CDEFLATE_H
#define ZOETROPE_CDEFLATE_H

#include <stddef.h>
#include <stdint.h>

/// The most bytes that `zoe_zlib_compress` can need for `count` bytes.
size_t zoe_zlib_bound(size_t count);

/// Compresses at a level from 0 (stored) to 9 (smallest). Returns the bytes written, 0 when it failed.
size_t zoe_zlib_compress(int level, const uint8_t *in, size_t count, uint8_t *out, size_t capacity);

/// Inflates a whole stream into exactly `count` bytes. Returns 1, or 0 when the stream is damaged or of another length.
int zoe_zlib_inflate(const uint8_t *in, size_t in_count, uint8_t *out, size_t count);

/// Expands a zlib stream of unknown length. Returns 0 and the bytes written, 1 where `capacity` is too small, -1 where
/// the stream is damaged.
int zoe_zlib_expand(const uint8_t *in, size_t count, uint8_t *out, size_t capacity, size_t *written);

/// As `zoe_zlib_expand`, for a file of gzip with one member.
int zoe_gzip_expand(const uint8_t *in, size_t count, uint8_t *out, size_t capacity, size_t *written);

/// As `zoe_zlib_inflate`, for a raw deflate stream, without header and check sum.
int zoe_deflate_inflate(const uint8_t *in, size_t in_count, uint8_t *out, size_t count);

/// The check sum of a PNG chunk, continued from `crc` (0 at the start).
uint32_t zoe_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

#endif
