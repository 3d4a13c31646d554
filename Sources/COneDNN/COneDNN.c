#define _GNU_SOURCE  // RTLD_DEFAULT
#include "COneDNN.h"

#ifdef ZOETROPE_ONEDNN
#include <dlfcn.h>
#include <dnnl.h>
#include <stdlib.h>
#include <string.h>

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

static dnnl_status_t make_descriptor(descriptor *d, int rows, int columns, dnnl_format_tag_t tag) {
  const dnnl_dims_t dims = {rows, columns};
  return dnnl_memory_desc_init_by_tag(d, 2, dims, dnnl_f32, tag);
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
#else
typedef dnnl_memory_desc_t descriptor;
typedef const_dnnl_memory_desc_t borrowed_descriptor;
#define BORROW(d) (d)
#define NO_DESCRIPTOR NULL

static dnnl_status_t make_descriptor(descriptor *d, int rows, int columns, dnnl_format_tag_t tag) {
  const dnnl_dims_t dims = {rows, columns};
  return dnnl_memory_desc_create_with_tag(d, 2, dims, dnnl_f32, tag);
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
#endif

struct zoetrope_product {
  zoetrope_product_extents extents;
  dnnl_engine_t engine;
  dnnl_primitive_t primitive;
  // One a matrix, in the layout that the primitive prefers.
  dnnl_memory_t *weights;
  // NULL for none.
  dnnl_memory_t bias;
  // Borrowed from the primitive.
  borrowed_descriptor a, c, scratch;
};

// A primitive for one of the products; all share it.
static dnnl_status_t make_primitive(zoetrope_product *p, int has_bias, float slope) {
  const zoetrope_product_extents e = p->extents;
  descriptor a = NO_DESCRIPTOR, w = NO_DESCRIPTOR, c = NO_DESCRIPTOR, bias = NO_DESCRIPTOR;
  dnnl_primitive_attr_t attr = NULL;
  dnnl_post_ops_t ops = NULL;
  dnnl_primitive_desc_t desc = NULL;
  const_dnnl_primitive_desc_t own = NULL;
  dnnl_status_t status;
  TRY(make_descriptor(&a, e.rows, e.inner, dnnl_ab));
  TRY(make_descriptor(&w, e.inner, e.columns, dnnl_format_tag_any));
  TRY(make_descriptor(&c, e.rows, e.columns, dnnl_ab));
  TRY(make_descriptor(&bias, 1, e.columns, dnnl_ab));
  TRY(dnnl_primitive_attr_create(&attr));
  // With scratch memory of its own a primitive could not run on two threads at once.
  TRY(dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user));
  if (slope != 1) {
    TRY(dnnl_post_ops_create(&ops));
    TRY(append_relu(ops, slope));
    TRY(dnnl_primitive_attr_set_post_ops(attr, ops));
  }
  TRY(describe_matmul(&desc, p->engine, a, w, has_bias ? &bias : NULL, c, attr));
  TRY(dnnl_primitive_create(&p->primitive, desc));
  TRY(dnnl_primitive_get_primitive_desc(p->primitive, &own));
  p->a = dnnl_primitive_desc_query_md(own, dnnl_query_src_md, 0);
  p->c = dnnl_primitive_desc_query_md(own, dnnl_query_dst_md, 0);
  p->scratch = dnnl_primitive_desc_query_md(own, dnnl_query_scratchpad_md, 0);
done:
  if (desc) dnnl_primitive_desc_destroy(desc);
  if (ops) dnnl_post_ops_destroy(ops);
  if (attr) dnnl_primitive_attr_destroy(attr);
  free_descriptor(a);
  free_descriptor(w);
  free_descriptor(c);
  free_descriptor(bias);
  return status;
}

// Copies the plain weights into the layout that the primitive prefers.
static dnnl_status_t pack_weights(zoetrope_product *p, const float *weights) {
  const zoetrope_product_extents e = p->extents;
  descriptor plain = NO_DESCRIPTOR;
  dnnl_memory_t source = NULL;
  dnnl_primitive_desc_t desc = NULL;
  dnnl_primitive_t reorder = NULL;
  dnnl_stream_t stream = NULL;
  const_dnnl_primitive_desc_t own = NULL;
  dnnl_status_t status;
  TRY(dnnl_primitive_get_primitive_desc(p->primitive, &own));
  borrowed_descriptor packed = dnnl_primitive_desc_query_md(own, dnnl_query_weights_md, 0);
  TRY(make_descriptor(&plain, e.inner, e.columns, dnnl_ab));
  TRY(dnnl_reorder_primitive_desc_create(&desc, BORROW(plain), p->engine, packed, p->engine, NULL));
  TRY(dnnl_primitive_create(&reorder, desc));
  TRY(dnnl_stream_create(&stream, p->engine, dnnl_stream_default_flags));
  TRY(dnnl_memory_create(&source, BORROW(plain), p->engine, DNNL_MEMORY_NONE));
  for (int i = 0; i < e.count; i++) {
    TRY(dnnl_memory_create(&p->weights[i], packed, p->engine, DNNL_MEMORY_ALLOCATE));
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
  free_descriptor(plain);
  return status;
}

static dnnl_status_t copy_bias(zoetrope_product *p, const float *bias) {
  descriptor d = NO_DESCRIPTOR;
  void *target = NULL;
  dnnl_status_t status;
  TRY(make_descriptor(&d, 1, p->extents.columns, dnnl_ab));
  TRY(dnnl_memory_create(&p->bias, BORROW(d), p->engine, DNNL_MEMORY_ALLOCATE));
  TRY(dnnl_memory_get_data_handle(p->bias, &target));
  memcpy(target, bias, (size_t)p->extents.columns * sizeof *bias);
done:
  free_descriptor(d);
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
  TRY(make_primitive(p, bias != NULL, slope));
  TRY(pack_weights(p, weights));
  if (bias) TRY(copy_bias(p, bias));
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
  if (p->primitive) dnnl_primitive_destroy(p->primitive);
  if (p->engine) dnnl_engine_destroy(p->engine);
  free(p);
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
