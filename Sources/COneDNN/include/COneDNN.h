// Matrix products by oneDNN behind functions of our own: everything that differs between oneDNN 2.x and 3.x stays in
// COneDNN.c. Without the trait OneDNN nothing of this is defined, and no Swift calls it.
#ifndef ZOETROPE_CONEDNN_H
#define ZOETROPE_CONEDNN_H

#include <stddef.h>

#include "VectorLoops.h"

// The version of the library that is loaded.
void zoetrope_onednn_version(int *major, int *minor, int *patch);

// `count` products C = A * W + bias, each [rows x inner] * [inner x columns], row-major, with prepared weights W, and
// negative results multiplied by a slope.
typedef struct zoetrope_product zoetrope_product;

typedef struct {
  int count, rows, inner, columns;
  // The floats from one A to the next, and from one C to the next.
  size_t a_spacing, c_spacing;
} zoetrope_product_extents;

// Makes a product and copies the weights, `count` matrices one after the other, and the bias, one float a column for
// all of them; NULL for none. A slope of 1 leaves negative results as they are.
// Returns 0, or oneDNN's status (dnnl_status_t).
int zoetrope_product_create(
    zoetrope_product **product, zoetrope_product_extents extents, const float *weights, const float *bias,
    float slope);

// The bytes of scratch memory that a run needs.
size_t zoetrope_product_scratch(const zoetrope_product *product);

// Computes all products. The product itself is only read: any number of threads may run it, each with its own scratch
// memory, aligned to 64 bytes. Returns 0, or oneDNN's status.
int zoetrope_product_run(const zoetrope_product *product, const float *a, float *c, void *scratch);

void zoetrope_product_destroy(zoetrope_product *product);

// A matrix in memory: rows `spacing` floats apart, which are the matrix's columns where it is transposed.
typedef struct {
  const float *start;
  size_t spacing;
  int is_transposed;
} zoetrope_matrix;

// C = A * B, or C + A * B, with A [rows x inner] and B [inner x columns]. Returns 0, or oneDNN's status.
int zoetrope_multiply(
    zoetrope_matrix a, zoetrope_matrix b, size_t rows, size_t inner, size_t columns, float *c, size_t spacing,
    int is_added);

// Makes oneDNN compute on the calling thread alone: lanes are threads already. OpenMP keeps this per thread, and a
// serial Dispatch queue is served by one thread after the other.
void zoetrope_use_one_thread(void);

#endif
