#define _GNU_SOURCE  // RTLD_DEFAULT
#include "COneDNN.h"

#ifdef ZOETROPE_ONEDNN
#include <dlfcn.h>
#include <dnnl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// Goes on only while all is well: every function below ends in `done`, where it frees what it made.
#define TRY(call) \
  do { \
    if ((status = (call)) != dnnl_success) goto done; \
  } while (0)

// What differs between oneDNN 2.x and 3.x: descriptors were structs and are handles, primitives were described in two
// steps and are in one, and post-ops lost their scale.
#if DNNL_VERSION_MAJOR < 3
typedef dnnl_memory_desc_t descriptor;
typedef const dnnl_memory_desc_t *borrowed_descriptor;
#define BORROW(d) (&(d))
#define NO_DESCRIPTOR {0}

static dnnl_status_t make_descriptor(descriptor *d, int axes, const dnnl_dims_t dims, dnnl_format_tag_t tag) {
  return dnnl_memory_desc_init_by_tag(d, axes, dims, dnnl_f32, tag);
}

static void free_descriptor(descriptor d) { (void)d; }

static dnnl_status_t append_relu(dnnl_post_ops_t ops, float slope) {
  return dnnl_post_ops_append_eltwise(ops, 1.0f, dnnl_eltwise_relu, slope, 0.0f);
}

static dnnl_status_t describe_matmul(
    dnnl_primitive_desc_t *result, dnnl_engine_t engine, descriptor a, descriptor w, descriptor *bias, descriptor c,
    dnnl_primitive_attr_t attr) {
  dnnl_matmul_desc_t matmul;
  dnnl_status_t status = dnnl_matmul_desc_init(&matmul, &a, &w, bias, &c);
  return status != dnnl_success ? status : dnnl_primitive_desc_create(result, &matmul, attr, engine, NULL);
}

static dnnl_status_t describe_pointwise_convolution(
    dnnl_primitive_desc_t *result, dnnl_engine_t engine, descriptor a, descriptor w, descriptor *bias, descriptor c,
    dnnl_primitive_attr_t attr) {
  const dnnl_dims_t strides = {1, 1}, padding = {0, 0};
  dnnl_convolution_desc_t convolution;
  dnnl_status_t status = dnnl_convolution_forward_desc_init(
      &convolution, dnnl_forward_inference, dnnl_convolution_direct, &a, &w, bias, &c, strides, padding, padding);
  return status != dnnl_success ? status : dnnl_primitive_desc_create(result, &convolution, attr, engine, NULL);
}
#else
typedef dnnl_memory_desc_t descriptor;
typedef const_dnnl_memory_desc_t borrowed_descriptor;
#define BORROW(d) (d)
#define NO_DESCRIPTOR NULL

static dnnl_status_t make_descriptor(descriptor *d, int axes, const dnnl_dims_t dims, dnnl_format_tag_t tag) {
  return dnnl_memory_desc_create_with_tag(d, axes, dims, dnnl_f32, tag);
}

static void free_descriptor(descriptor d) {
  if (d) dnnl_memory_desc_destroy(d);
}

static dnnl_status_t append_relu(dnnl_post_ops_t ops, float slope) {
  return dnnl_post_ops_append_eltwise(ops, dnnl_eltwise_relu, slope, 0.0f);
}

static dnnl_status_t describe_matmul(
    dnnl_primitive_desc_t *result, dnnl_engine_t engine, descriptor a, descriptor w, descriptor *bias, descriptor c,
    dnnl_primitive_attr_t attr) {
  return dnnl_matmul_primitive_desc_create(result, engine, a, w, bias ? *bias : NULL, c, attr);
}

static dnnl_status_t describe_pointwise_convolution(
    dnnl_primitive_desc_t *result, dnnl_engine_t engine, descriptor a, descriptor w, descriptor *bias, descriptor c,
    dnnl_primitive_attr_t attr) {
  const dnnl_dims_t strides = {1, 1}, none = {0, 0};
  return dnnl_convolution_forward_primitive_desc_create(
      result, engine, dnnl_forward_inference, dnnl_convolution_direct, a, w, bias ? *bias : NULL, c, strides, none,
      none, none, attr);
}
#endif

struct zoetrope_product {
  zoetrope_product_extents extents;
  dnnl_engine_t engine;
  dnnl_primitive_t primitive;
  // One a matrix, in the layout that the primitive prefers, behind each other in one block of memory.
  dnnl_memory_t *weights;
  void *weights_block;
  // NULL for none.
  dnnl_memory_t bias;
  // Borrowed from the primitive.
  borrowed_descriptor a, c, scratch;
};

// The two ways to say the same product to oneDNN.
typedef enum { as_matmul, as_pointwise_convolution } wording;

typedef struct {
  descriptor a, w, plain_w, c, bias;
} descriptors;

static void free_descriptors(descriptors d) {
  free_descriptor(d.a);
  free_descriptor(d.w);
  free_descriptor(d.plain_w);
  free_descriptor(d.c);
  free_descriptor(d.bias);
}

// Matrices of two axes, or a picture of one row whose pixels are the rows of A and whose channels are its columns.
static dnnl_status_t make_descriptors(descriptors *d, zoetrope_product_extents e, wording how) {
  dnnl_status_t status;
  if (how == as_matmul) {
    TRY(make_descriptor(&d->a, 2, (dnnl_dims_t){e.rows, e.inner}, dnnl_ab));
    TRY(make_descriptor(&d->w, 2, (dnnl_dims_t){e.inner, e.columns}, dnnl_format_tag_any));
    TRY(make_descriptor(&d->plain_w, 2, (dnnl_dims_t){e.inner, e.columns}, dnnl_ab));
    TRY(make_descriptor(&d->c, 2, (dnnl_dims_t){e.rows, e.columns}, dnnl_ab));
    TRY(make_descriptor(&d->bias, 2, (dnnl_dims_t){1, e.columns}, dnnl_ab));
  } else {
    TRY(make_descriptor(&d->a, 4, (dnnl_dims_t){1, e.inner, 1, e.rows}, dnnl_acdb));
    TRY(make_descriptor(&d->w, 4, (dnnl_dims_t){e.columns, e.inner, 1, 1}, dnnl_format_tag_any));
    TRY(make_descriptor(&d->plain_w, 4, (dnnl_dims_t){e.columns, e.inner, 1, 1}, dnnl_bacd));
    TRY(make_descriptor(&d->c, 4, (dnnl_dims_t){1, e.columns, 1, e.rows}, dnnl_acdb));
    TRY(make_descriptor(&d->bias, 1, (dnnl_dims_t){e.columns}, dnnl_a));
  }
done:
  return status;
}

// Whether a matrix product runs in a way in which the result for a row does not depend on where the row stands. Where
// oneDNN falls back on its general sgemm (2.x without AVX-512), it does.
static int is_row_independent(dnnl_primitive_desc_t desc) {
  const char *name = "";
  return dnnl_primitive_desc_query(desc, dnnl_query_impl_info_str, 0, &name) == dnnl_success &&
         strncmp(name, "brg", 3) == 0;
}

// A primitive for one of the products; all share it.
static dnnl_status_t make_primitive(zoetrope_product *p, descriptors d, wording how, int has_bias, float slope) {
  dnnl_primitive_attr_t attr = NULL;
  dnnl_post_ops_t ops = NULL;
  dnnl_primitive_desc_t desc = NULL;
  const_dnnl_primitive_desc_t own = NULL;
  descriptor *bias = has_bias ? &d.bias : NULL;
  dnnl_status_t status;
  TRY(dnnl_primitive_attr_create(&attr));
  // With scratch memory of its own a primitive could not run on two threads at once.
  TRY(dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user));
  if (slope != 1) {
    TRY(dnnl_post_ops_create(&ops));
    TRY(append_relu(ops, slope));
    TRY(dnnl_primitive_attr_set_post_ops(attr, ops));
  }
  if (how == as_matmul) {
    TRY(describe_matmul(&desc, p->engine, d.a, d.w, bias, d.c, attr));
    if (!is_row_independent(desc)) TRY(dnnl_unimplemented);
  } else {
    TRY(describe_pointwise_convolution(&desc, p->engine, d.a, d.w, bias, d.c, attr));
  }
  TRY(dnnl_primitive_create(&p->primitive, desc));
  TRY(dnnl_primitive_get_primitive_desc(p->primitive, &own));
  p->a = dnnl_primitive_desc_query_md(own, dnnl_query_src_md, 0);
  p->c = dnnl_primitive_desc_query_md(own, dnnl_query_dst_md, 0);
  p->scratch = dnnl_primitive_desc_query_md(own, dnnl_query_scratchpad_md, 0);
done:
  if (desc) dnnl_primitive_desc_destroy(desc);
  if (ops) dnnl_post_ops_destroy(ops);
  if (attr) dnnl_primitive_attr_destroy(attr);
  return status;
}

static size_t rounded_up(size_t count, size_t multiple) { return (count + multiple - 1) / multiple * multiple; }

// Memory that begins with a cache line, in large pages where it fills one and the system has them: every product reads
// all of its weights.
static void *allocate(size_t bytes) {
  const size_t page = (size_t)1 << 21;
  const size_t alignment = bytes < page ? 64 : page;
  void *memory = aligned_alloc(alignment, rounded_up(bytes, alignment));
#ifdef MADV_HUGEPAGE
  if (memory && bytes >= page) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

// Copies the plain weights into the layout that the primitive prefers.
static dnnl_status_t pack_weights(zoetrope_product *p, descriptor plain, const float *weights) {
  const zoetrope_product_extents e = p->extents;
  dnnl_memory_t source = NULL;
  dnnl_primitive_desc_t desc = NULL;
  dnnl_primitive_t reorder = NULL;
  dnnl_stream_t stream = NULL;
  const_dnnl_primitive_desc_t own = NULL;
  dnnl_status_t status;
  TRY(dnnl_primitive_get_primitive_desc(p->primitive, &own));
  borrowed_descriptor packed = dnnl_primitive_desc_query_md(own, dnnl_query_weights_md, 0);
  TRY(dnnl_reorder_primitive_desc_create(&desc, BORROW(plain), p->engine, packed, p->engine, NULL));
  TRY(dnnl_primitive_create(&reorder, desc));
  TRY(dnnl_stream_create(&stream, p->engine, dnnl_stream_default_flags));
  TRY(dnnl_memory_create(&source, BORROW(plain), p->engine, DNNL_MEMORY_NONE));
  const size_t spacing = rounded_up(dnnl_memory_desc_get_size(packed), 64);
  p->weights_block = allocate(e.count * spacing);
  if (!p->weights_block) TRY(dnnl_out_of_memory);
  for (int i = 0; i < e.count; i++) {
    TRY(dnnl_memory_create(&p->weights[i], packed, p->engine, (char *)p->weights_block + i * spacing));
    TRY(dnnl_memory_set_data_handle(source, (void *)(weights + (size_t)i * e.inner * e.columns)));
    dnnl_exec_arg_t args[] = {{DNNL_ARG_FROM, source}, {DNNL_ARG_TO, p->weights[i]}};
    TRY(dnnl_primitive_execute(reorder, stream, 2, args));
    TRY(dnnl_stream_wait(stream));
  }
done:
  if (source) dnnl_memory_destroy(source);
  if (stream) dnnl_stream_destroy(stream);
  if (reorder) dnnl_primitive_destroy(reorder);
  if (desc) dnnl_primitive_desc_destroy(desc);
  return status;
}

static dnnl_status_t copy_bias(zoetrope_product *p, descriptor d, const float *bias) {
  void *target = NULL;
  dnnl_status_t status;
  TRY(dnnl_memory_create(&p->bias, BORROW(d), p->engine, DNNL_MEMORY_ALLOCATE));
  TRY(dnnl_memory_get_data_handle(p->bias, &target));
  memcpy(target, bias, (size_t)p->extents.columns * sizeof *bias);
done:
  return status;
}

static dnnl_status_t prepare(
    zoetrope_product *p, wording how, const float *weights, const float *bias, float slope) {
  descriptors d = {NO_DESCRIPTOR, NO_DESCRIPTOR, NO_DESCRIPTOR, NO_DESCRIPTOR, NO_DESCRIPTOR};
  dnnl_status_t status;
  TRY(make_descriptors(&d, p->extents, how));
  TRY(make_primitive(p, d, how, bias != NULL, slope));
  TRY(pack_weights(p, d.plain_w, weights));
  if (bias) TRY(copy_bias(p, d.bias, bias));
done:
  free_descriptors(d);
  return status;
}

int zoetrope_product_create(
    zoetrope_product **product, zoetrope_product_extents extents, const float *weights, const float *bias,
    float slope) {
  *product = NULL;
  zoetrope_product *p = calloc(1, sizeof *p);
  if (!p) return dnnl_out_of_memory;
  dnnl_status_t status = dnnl_out_of_memory;
  p->extents = extents;
  p->weights = calloc(extents.count, sizeof *p->weights);
  if (!p->weights) goto done;
  zoetrope_use_one_thread();
  TRY(dnnl_engine_create(&p->engine, dnnl_cpu, 0));
  status = prepare(p, as_matmul, weights, bias, slope);
  if (status == dnnl_unimplemented) status = prepare(p, as_pointwise_convolution, weights, bias, slope);
done:
  if (status != dnnl_success)
    zoetrope_product_destroy(p);
  else
    *product = p;
  return status;
}

size_t zoetrope_product_scratch(const zoetrope_product *p) { return dnnl_memory_desc_get_size(p->scratch); }

int zoetrope_product_run(const zoetrope_product *p, const float *a, float *c, void *scratch) {
  dnnl_memory_t source = NULL, target = NULL, work = NULL;
  dnnl_stream_t stream = NULL;
  dnnl_status_t status;
  TRY(dnnl_memory_create(&source, p->a, p->engine, DNNL_MEMORY_NONE));
  TRY(dnnl_memory_create(&target, p->c, p->engine, DNNL_MEMORY_NONE));
  TRY(dnnl_memory_create(&work, p->scratch, p->engine, scratch));
  TRY(dnnl_stream_create(&stream, p->engine, dnnl_stream_default_flags));
  for (int i = 0; i < p->extents.count; i++) {
    TRY(dnnl_memory_set_data_handle(source, (void *)(a + i * p->extents.a_spacing)));
    TRY(dnnl_memory_set_data_handle(target, c + i * p->extents.c_spacing));
    dnnl_exec_arg_t args[] = {
        {DNNL_ARG_SRC, source},
        {DNNL_ARG_WEIGHTS, p->weights[i]},
        {DNNL_ARG_DST, target},
        {DNNL_ARG_SCRATCHPAD, work},
        {DNNL_ARG_BIAS, p->bias}};
    TRY(dnnl_primitive_execute(p->primitive, stream, p->bias ? 5 : 4, args));
    TRY(dnnl_stream_wait(stream));
  }
done:
  if (stream) dnnl_stream_destroy(stream);
  if (work) dnnl_memory_destroy(work);
  if (target) dnnl_memory_destroy(target);
  if (source) dnnl_memory_destroy(source);
  return status;
}

void zoetrope_product_destroy(zoetrope_product *p) {
  if (!p) return;
  if (p->bias) dnnl_memory_destroy(p->bias);
  for (int i = 0; p->weights && i < p->extents.count; i++)
    if (p->weights[i]) dnnl_memory_destroy(p->weights[i]);
  free(p->weights);
  free(p->weights_block);
  if (p->primitive) dnnl_primitive_destroy(p->primitive);
  if (p->engine) dnnl_engine_destroy(p->engine);
  free(p);
}

int zoetrope_multiply(
    zoetrope_matrix a, zoetrope_matrix b, size_t rows, size_t inner, size_t columns, float *c, size_t spacing,
    int is_added) {
  return dnnl_sgemm(
      a.is_transposed ? 'T' : 'N', b.is_transposed ? 'T' : 'N', rows, columns, inner, 1.0f, a.start, a.spacing, b.start,
      b.spacing, is_added ? 1.0f : 0.0f, c, spacing);
}

void zoetrope_onednn_version(int *major, int *minor, int *patch) {
  const dnnl_version_t *version = dnnl_version();
  *major = version->major;
  *minor = version->minor;
  *patch = version->patch;
}

void zoetrope_use_one_thread(void) {
  // Which OpenMP library oneDNN brings along, if any, is known only at run time.
  void (*set_threads)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  if (set_threads) set_threads(1);
}
#endif
