// The loops around the matrix products, in C for one reason: Swift compiles its vectors for the oldest processor of an
// architecture, and C can compile a function for several and choose when it is loaded. Kernels has each in Swift too.
#ifndef ZOETROPE_VECTOR_LOOPS_H
#define ZOETROPE_VECTOR_LOOPS_H

#include <stddef.h>

// Begins to bring pixels into the cache of the core.
void zoetrope_prefetch(const float *const *pixels, size_t count, size_t channels);

// The 3 x 3 pixels of a tile, row by row, in the basis of the 9 products of Winograd's F(2x2, 2x2), or 5 x 5 in that of
// the 25 products of F(4x4, 2x2); product i of channel c goes to target[i * spacing + c].
void zoetrope_winograd_input2(const float *const pixels[9], float *target, size_t spacing, size_t channels);
void zoetrope_winograd_input4(const float *const pixels[25], float *target, size_t spacing, size_t channels);

// The products of a tile back into 2 x 2 or 4 x 4 pixels, `right` and `below` floats apart, plus the bias, and times the
// slope where negative.
void zoetrope_winograd_output2(
    const float *products, size_t spacing, const float *bias, float slope, float *target, size_t right, size_t below,
    size_t channels);
void zoetrope_winograd_output4(
    const float *products, size_t spacing, const float *bias, float slope, float *target, size_t right, size_t below,
    size_t channels);

// The 6 x 6 pixels of a tile in the basis of the 36 products of F(4x4, 3x3), and back into 4 x 4 pixels: see
// `ThreeTapBasis`.
void zoetrope_three_tap_input(const float *const pixels[36], float *target, size_t spacing, size_t channels);
void zoetrope_three_tap_output(
    const float *products, size_t spacing, const float *bias, float slope, float *target, size_t right, size_t below,
    size_t channels);

// The transposes of `zoetrope_winograd_*`, by which gradients go back: the 2 x 2 or 4 x 4 pixels at a corner into products,
// and products added to the 3 x 3 or 5 x 5 pixels of a tile.
void zoetrope_winograd_output2_gradient(
    const float *corner, size_t right, size_t below, float *target, size_t spacing, size_t channels);
void zoetrope_winograd_output4_gradient(
    const float *corner, size_t right, size_t below, float *target, size_t spacing, size_t channels);
void zoetrope_winograd_input2_gradient(
    const float *products, size_t spacing, float *const pixels[9], size_t channels);
void zoetrope_winograd_input4_gradient(
    const float *products, size_t spacing, float *const pixels[25], size_t channels);

// 1 / (1 + exp(-x)) in place; a NaN stays one.
void zoetrope_sigmoid(float *x, size_t count);

#endif
