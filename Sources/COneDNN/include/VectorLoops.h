// The loops around the matrix products, in C for one reason: Swift compiles its vectors for the oldest processor of an
// architecture, and C can compile a function for several and choose when it is loaded. Kernels has each in Swift too.
#ifndef ZOETROPE_VECTOR_LOOPS_H
#define ZOETROPE_VECTOR_LOOPS_H

#include <stddef.h>

// The 3 x 3 pixels of a tile, row by row, in the basis of the nine products of Winograd's F(2x2, 2x2); product i of
// channel c goes to target[i * spacing + c].
void zoetrope_winograd_input(const float *const pixels[9], float *target, size_t spacing, size_t channels);

// The nine products of a tile back into 2 x 2 pixels, `right` and `below` floats apart, plus the bias, and times the
// slope where negative.
void zoetrope_winograd_output(
    const float *products, size_t spacing, const float *bias, float slope, float *target, size_t right, size_t below,
    size_t channels);

// 1 / (1 + exp(-x)) in place; a NaN stays one.
void zoetrope_sigmoid(float *x, size_t count);

#endif
