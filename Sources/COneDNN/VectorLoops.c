#include "VectorLoops.h"

#ifdef ZOETROPE_ONEDNN
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

// What is written never overlaps what is read: the compiler need not look.
#define VECTORISE _Pragma("clang loop vectorize(assume_safety) interleave(disable)")

void zoetrope_prefetch(const float *const *pixels, size_t count, size_t channels) {
  const size_t floats_per_line = 16;
  for (size_t i = 0; i < count; i++)
    for (size_t c = 0; c < channels; c += floats_per_line) __builtin_prefetch(pixels[i] + c);
}

FOR_EACH_PROCESSOR
void zoetrope_winograd_input2(const float *const pixels[9], float *target, size_t spacing, size_t channels) {
  const float *p0 = pixels[0], *p1 = pixels[1], *p2 = pixels[2];
  const float *p3 = pixels[3], *p4 = pixels[4], *p5 = pixels[5];
  const float *p6 = pixels[6], *p7 = pixels[7], *p8 = pixels[8];
  float *t0 = target, *t3 = target + 3 * spacing, *t6 = target + 6 * spacing;
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    const float a0 = p0[c] - p1[c], a1 = p1[c], a2 = p1[c] - p2[c];
    const float b0 = p3[c] - p4[c], b1 = p4[c], b2 = p4[c] - p5[c];
    const float c0 = p6[c] - p7[c], c1 = p7[c], c2 = p7[c] - p8[c];
    t0[c] = a0 - b0;
    t0[spacing + c] = a1 - b1;
    t0[2 * spacing + c] = a2 - b2;
    t3[c] = b0;
    t3[spacing + c] = b1;
    t3[2 * spacing + c] = b2;
    t6[c] = b0 - c0;
    t6[spacing + c] = b1 - c1;
    t6[2 * spacing + c] = b2 - c2;
  }
}

static inline float rectified(float x, float slope) { return x < 0 ? x * slope : x; }

FOR_EACH_PROCESSOR
void zoetrope_winograd_output2(
    const float *products, size_t spacing, const float *bias, float slope, float *target, size_t right, size_t below,
    size_t channels) {
  const float *p0 = products, *p3 = products + 3 * spacing, *p6 = products + 6 * spacing;
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    const float a0 = p0[c] + p0[spacing + c], a1 = p0[spacing + c] - p0[2 * spacing + c];
    const float b0 = p3[c] + p3[spacing + c], b1 = p3[spacing + c] - p3[2 * spacing + c];
    const float c0 = p6[c] + p6[spacing + c], c1 = p6[spacing + c] - p6[2 * spacing + c];
    target[c] = rectified(a0 + b0 + bias[c], slope);
    target[right + c] = rectified(a1 + b1 + bias[c], slope);
    target[below + c] = rectified(b0 - c0 + bias[c], slope);
    target[below + right + c] = rectified(b1 - c1 + bias[c], slope);
  }
}

// Five numbers in the basis of five products, and four of five products: see `WinogradBasis.quads`.
typedef struct {
  float v[5];
} quint;

static inline quint to_products(float d0, float d1, float d2, float d3, float d4) {
  return (quint){{
      d0 - 1.5f * (d1 + d2) + d3,
      d1 - 2.5f * d2 + d3,
      d3 - d2 - 2 * d1,
      d3 + 0.5f * (d2 - d1),
      d1 - 1.5f * (d2 + d3) + d4}};
}

static inline quint to_pixels(float m0, float m1, float m2, float m3, float m4) {
  return (quint){{
      m0 + m1 + m2 + m3,
      0.5f * m2 - m1 + 2 * m3,
      0.25f * m2 + m1 + 4 * m3,
      0.125f * m2 - m1 + 8 * m3 + m4}};
}

FOR_EACH_PROCESSOR
void zoetrope_winograd_input4(const float *const pixels[25], float *target, size_t spacing, size_t channels) {
  const float *p[25];
  for (int i = 0; i < 25; i++) p[i] = pixels[i];
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    quint rows[5];
#pragma unroll
    for (int y = 0; y < 5; y++)
      rows[y] = to_products(p[5 * y][c], p[5 * y + 1][c], p[5 * y + 2][c], p[5 * y + 3][c], p[5 * y + 4][c]);
#pragma unroll
    for (int x = 0; x < 5; x++) {
      const quint column = to_products(rows[0].v[x], rows[1].v[x], rows[2].v[x], rows[3].v[x], rows[4].v[x]);
#pragma unroll
      for (int y = 0; y < 5; y++) target[(5 * y + x) * spacing + c] = column.v[y];
    }
  }
}

FOR_EACH_PROCESSOR
void zoetrope_winograd_output4(
    const float *products, size_t spacing, const float *bias, float slope, float *target, size_t right, size_t below,
    size_t channels) {
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    quint rows[5];
#pragma unroll
    for (int y = 0; y < 5; y++) {
      const float *m = products + 5 * y * spacing + c;
      rows[y] = to_pixels(m[0], m[spacing], m[2 * spacing], m[3 * spacing], m[4 * spacing]);
    }
#pragma unroll
    for (int x = 0; x < 4; x++) {
      const quint column = to_pixels(rows[0].v[x], rows[1].v[x], rows[2].v[x], rows[3].v[x], rows[4].v[x]);
#pragma unroll
      for (int y = 0; y < 4; y++) target[y * below + x * right + c] = rectified(column.v[y] + bias[c], slope);
    }
  }
}

// Six numbers in the basis of six products, and four of six products: see `ThreeTapBasis`.
typedef struct {
  float v[6];
} six;

static inline six to_three_tap_products(float d0, float d1, float d2, float d3, float d4, float d5) {
  return (six){{
      d0 + 1.5f * (d1 - d3) - 2 * d2 + d4,
      d4 - 0.5f * d3 - 2.5f * d2 - d1,
      d4 - 2.5f * d3 + 0.5f * d2 + d1,
      d4 - d2 + 0.5f * (d3 - d1),
      d4 - d2 - 2 * (d3 - d1),
      d1 + 1.5f * (d2 - d4) - 2 * d3 + d5}};
}

static inline six to_three_tap_pixels(float m0, float m1, float m2, float m3, float m4, float m5) {
  const float sum = m1 + m2, difference = m1 - m2;
  return (six){{
      m0 + sum + m3 + m4,
      difference + 2 * m3 - 0.5f * m4,
      sum + 4 * m3 + 0.25f * m4,
      difference + 8 * m3 - 0.125f * m4 + m5}};
}

FOR_EACH_PROCESSOR
void zoetrope_three_tap_input(const float *const pixels[36], float *target, size_t spacing, size_t channels) {
  const float *p[36];
  for (int i = 0; i < 36; i++) p[i] = pixels[i];
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    six rows[6];
#pragma unroll
    for (int y = 0; y < 6; y++)
      rows[y] = to_three_tap_products(
          p[6 * y][c], p[6 * y + 1][c], p[6 * y + 2][c], p[6 * y + 3][c], p[6 * y + 4][c], p[6 * y + 5][c]);
#pragma unroll
    for (int x = 0; x < 6; x++) {
      const six column = to_three_tap_products(
          rows[0].v[x], rows[1].v[x], rows[2].v[x], rows[3].v[x], rows[4].v[x], rows[5].v[x]);
#pragma unroll
      for (int y = 0; y < 6; y++) target[(6 * y + x) * spacing + c] = column.v[y];
    }
  }
}

FOR_EACH_PROCESSOR
void zoetrope_three_tap_output(
    const float *products, size_t spacing, const float *bias, float slope, float *target, size_t right, size_t below,
    size_t channels) {
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    six rows[6];
#pragma unroll
    for (int y = 0; y < 6; y++) {
      const float *m = products + 6 * y * spacing + c;
      rows[y] = to_three_tap_pixels(m[0], m[spacing], m[2 * spacing], m[3 * spacing], m[4 * spacing], m[5 * spacing]);
    }
#pragma unroll
    for (int x = 0; x < 4; x++) {
      const six column = to_three_tap_pixels(
          rows[0].v[x], rows[1].v[x], rows[2].v[x], rows[3].v[x], rows[4].v[x], rows[5].v[x]);
#pragma unroll
      for (int y = 0; y < 4; y++) target[y * below + x * right + c] = rectified(column.v[y] + bias[c], slope);
    }
  }
}

FOR_EACH_PROCESSOR
void zoetrope_winograd_output2_gradient(
    const float *corner, size_t right, size_t below, float *target, size_t spacing, size_t channels) {
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    const float s00 = corner[c], s01 = corner[right + c];
    const float s10 = corner[below + c], s11 = corner[below + right + c];
    const float a0 = s00 + s10, a1 = s01 + s11;
    float *t = target + c;
    t[0] = s00;
    t[spacing] = s00 + s01;
    t[2 * spacing] = -s01;
    t[3 * spacing] = a0;
    t[4 * spacing] = a0 + a1;
    t[5 * spacing] = -a1;
    t[6 * spacing] = -s10;
    t[7 * spacing] = -(s10 + s11);
    t[8 * spacing] = s11;
  }
}

FOR_EACH_PROCESSOR
void zoetrope_winograd_input2_gradient(
    const float *products, size_t spacing, float *const pixels[9], size_t channels) {
  float *p[9];
  for (int i = 0; i < 9; i++) p[i] = pixels[i];
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    float rows[3][3];
#pragma unroll
    for (int y = 0; y < 3; y++) {
      const float *m = products + 3 * y * spacing + c;
      rows[y][0] = m[0];
      rows[y][1] = m[spacing] - m[0] + m[2 * spacing];
      rows[y][2] = -m[2 * spacing];
    }
#pragma unroll
    for (int x = 0; x < 3; x++) {
      p[x][c] += rows[0][x];
      p[3 + x][c] += rows[1][x] - rows[0][x] + rows[2][x];
      p[6 + x][c] -= rows[2][x];
    }
  }
}

// The transpose of `to_pixels`.
static inline quint from_pixels(float s0, float s1, float s2, float s3) {
  return (quint){{
      s0,
      s0 - s1 + s2 - s3,
      s0 + 0.5f * s1 + 0.25f * s2 + 0.125f * s3,
      s0 + 2 * s1 + 4 * s2 + 8 * s3,
      s3}};
}

// The transpose of `to_products`.
static inline quint from_products(float p0, float p1, float p2, float p3, float p4) {
  return (quint){{
      p0,
      p1 + p4 - 1.5f * p0 - 2 * p2 - 0.5f * p3,
      0.5f * p3 - 1.5f * (p0 + p4) - 2.5f * p1 - p2,
      p0 + p1 + p2 + p3 - 1.5f * p4,
      p4}};
}

FOR_EACH_PROCESSOR
void zoetrope_winograd_output4_gradient(
    const float *corner, size_t right, size_t below, float *target, size_t spacing, size_t channels) {
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    quint rows[4];
#pragma unroll
    for (int y = 0; y < 4; y++) {
      const float *s = corner + y * below + c;
      rows[y] = from_pixels(s[0], s[right], s[2 * right], s[3 * right]);
    }
#pragma unroll
    for (int x = 0; x < 5; x++) {
      const quint column = from_pixels(rows[0].v[x], rows[1].v[x], rows[2].v[x], rows[3].v[x]);
#pragma unroll
      for (int y = 0; y < 5; y++) target[(5 * y + x) * spacing + c] = column.v[y];
    }
  }
}

FOR_EACH_PROCESSOR
void zoetrope_winograd_input4_gradient(
    const float *products, size_t spacing, float *const pixels[25], size_t channels) {
  float *p[25];
  for (int i = 0; i < 25; i++) p[i] = pixels[i];
  VECTORISE
  for (size_t c = 0; c < channels; c++) {
    quint rows[5];
#pragma unroll
    for (int y = 0; y < 5; y++) {
      const float *m = products + 5 * y * spacing + c;
      rows[y] = from_products(m[0], m[spacing], m[2 * spacing], m[3 * spacing], m[4 * spacing]);
    }
#pragma unroll
    for (int x = 0; x < 5; x++) {
      const quint column = from_products(rows[0].v[x], rows[1].v[x], rows[2].v[x], rows[3].v[x], rows[4].v[x]);
#pragma unroll
      for (int y = 0; y < 5; y++) p[5 * y + x][c] += column.v[y];
    }
  }
}

// See `exponential` in ActivationLoops.swift.
static inline float exponential(float x) {
  const float low = x < -87 ? -87 : x, held = low > 87 ? 87 : low;
  const float shifted = held * 1.44269504f + 12582912.0f, n = shifted - 12582912.0f;
  const float r = (held - n * 0.693359375f) + n * 2.1219444e-4f;
  float p = 1.0f / 720;
  p = p * r + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  p = p * r + 1;
  p = p * r + 1;
  uint32_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return p * power;
}

FOR_EACH_PROCESSOR
void zoetrope_sigmoid(float *x, size_t count) {
  VECTORISE
  for (size_t i = 0; i < count; i++) x[i] = 1 / (1 + exponential(-x[i]));
}
#endif
