#define _GNU_SOURCE  // RTLD_DEFAULT
#include "COneDNN.h"

#ifdef ZOETROPE_ONEDNN
#include <dlfcn.h>
#include <dnnl.h>
#include <stdlib.h>

#if DNNL_VERSION_MAJOR < 3
// In 2.x a memory descriptor is a plain struct.
typedef dnnl_memory_desc_t descriptor;
typedef const dnnl_memory_desc_t *borrowed_descriptor;
#define BORROW(d) (&(d))
static dnnl_status_t make_descriptor(descriptor *d, const dnnl_dims_t dims, dnnl_format_tag_t tag) {
  return dnnl_memory_desc_init_by_tag(d, 3, dims, dnnl_f32, tag);
}
static void free_descriptor(descriptor d) { (void)d; }
#else
typedef dnnl_memory_desc_t descriptor;
typedef const_dnnl_memory_desc_t borrowed_descriptor;
#define BORROW(d) (d)
static dnnl_status_t make_descriptor(descriptor *d, const dnnl_dims_t dims, dnnl_format_tag_t tag) {
  return dnnl_memory_desc_create_with_tag(d, 3, dims, dnnl_f32, tag);
}
static void free_descriptor(descriptor d) { dnnl_memory_desc_destroy(d); }
#endif

struct zoetrope_product {
  dnnl_engine_t engine;
  dnnl_primitive_t primitive;
  dnnl_memory_t weights;
  // Borrowed from the primitive.
  borrowed_descriptor a, c, scratch;
};


static dnnl_status_t make_primitive_desc(
    dnnl_primitive_desc_t *result, dnnl_engine_t engine, descriptor a, descriptor w, descriptor c,
    dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR < 3
  dnnl_matmul_desc_t matmul;
  dnnl_status_t status = dnnl_matmul_desc_init(&matmul, &a, &w, NULL, &c);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(result, &matmul, attr, engine, NULL);
#else
  return dnnl_matmul_primitive_desc_create(result, engine, a, w, NULL, c, attr);
#endif
}

// Copies plain weights into the layout that the primitive has chosen.
static dnnl_status_t pack(dnnl_memory_t packed, descriptor plain, dnnl_engine_t engine, const float *weights) {
  dnnl_memory_t source = NULL;
  dnnl_primitive_desc_t desc = NULL;
  dnnl_primitive_t reorder = NULL;
  dnnl_stream_t stream = NULL;
  borrowed_descriptor target = NULL;
  dnnl_status_t status = dnnl_memory_create(&source, BORROW(plain), engine, (void *)weights);
  if (status == dnnl_success) status = dnnl_memory_get_memory_desc(packed, &target);
  if (status == dnnl_success)
    status = dnnl_reorder_primitive_desc_create(&desc, BORROW(plain), engine, target, engine, NULL);
  if (status == dnnl_success) status = dnnl_primitive_create(&reorder, desc);
  if (status == dnnl_success) status = dnnl_stream_create(&stream, engine, dnnl_stream_default_flags);
  dnnl_exec_arg_t args[] = {{DNNL_ARG_FROM, source}, {DNNL_ARG_TO, packed}};
  if (status == dnnl_success) status = dnnl_primitive_execute(reorder, stream, 2, args);
  if (status == dnnl_success) status = dnnl_stream_wait(stream);
  if (stream) dnnl_stream_destroy(stream);
  if (reorder) dnnl_primitive_destroy(reorder);
  if (desc) dnnl_primitive_desc_destroy(desc);
  if (source) dnnl_memory_destroy(source);
  return status;
}

// The primitive for the three matrices, and memory for the weights in the layout it prefers.
static dnnl_status_t prepare(
    zoetrope_product *p, descriptor a, descriptor plain, descriptor any, descriptor c, const float *weights) {
  dnnl_primitive_attr_t attr = NULL;
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = dnnl_primitive_attr_create(&attr);
  // With scratch memory of its own a primitive could not run on two threads at once.
  if (status == dnnl_success) status = dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user);
  if (status == dnnl_success) status = make_primitive_desc(&desc, p->engine, a, any, c, attr);
  if (status == dnnl_success) status = dnnl_primitive_create(&p->primitive, desc);
  if (status == dnnl_success) {
    const_dnnl_primitive_desc_t own = NULL;
    status = dnnl_primitive_get_primitive_desc(p->primitive, &own);
    if (status == dnnl_success) {
      p->a = dnnl_primitive_desc_query_md(own, dnnl_query_src_md, 0);
      p->c = dnnl_primitive_desc_query_md(own, dnnl_query_dst_md, 0);
      p->scratch = dnnl_primitive_desc_query_md(own, dnnl_query_scratchpad_md, 0);
      status = dnnl_memory_create(
          &p->weights, dnnl_primitive_desc_query_md(own, dnnl_query_weights_md, 0), p->engine, DNNL_MEMORY_ALLOCATE);
    }
  }
  if (status == dnnl_success) status = pack(p->weights, plain, p->engine, weights);
  if (desc) dnnl_primitive_desc_destroy(desc);
  if (attr) dnnl_primitive_attr_destroy(attr);
  return status;
}

int zoetrope_product_create(
    zoetrope_product **product, int count, int rows, int inner, int columns, const float *weights) {
  *product = NULL;
  zoetrope_product *p = calloc(1, sizeof *p);
  if (!p) return dnnl_out_of_memory;
  const dnnl_dims_t a_dims = {count, rows, inner}, w_dims = {count, inner, columns}, c_dims = {count, rows, columns};
  descriptor a, plain, any, c;
  zoetrope_use_one_thread();
  dnnl_status_t status = dnnl_engine_create(&p->engine, dnnl_cpu, 0);
  if (status == dnnl_success) status = make_descriptor(&a, a_dims, dnnl_abc);
  if (status == dnnl_success) {
    status = make_descriptor(&plain, w_dims, dnnl_abc);
    if (status == dnnl_success) {
      status = make_descriptor(&any, w_dims, dnnl_format_tag_any);
      if (status == dnnl_success) {
        status = make_descriptor(&c, c_dims, dnnl_abc);
        if (status == dnnl_success) {
          status = prepare(p, a, plain, any, c, weights);
          free_descriptor(c);
        }
        free_descriptor(any);
      }
      free_descriptor(plain);
    }
    free_descriptor(a);
  }
  if (status != dnnl_success) {
    zoetrope_product_destroy(p);
    return status;
  }
  *product = p;
  return 0;
}

size_t zoetrope_product_scratch(const zoetrope_product *p) { return dnnl_memory_desc_get_size(p->scratch); }

int zoetrope_product_run(const zoetrope_product *p, const float *a, float *c, void *scratch) {
  dnnl_memory_t source = NULL, target = NULL, work = NULL;
  dnnl_stream_t stream = NULL;
  dnnl_status_t status = dnnl_memory_create(&source, p->a, p->engine, (void *)a);
  if (status == dnnl_success) status = dnnl_memory_create(&target, p->c, p->engine, c);
  if (status == dnnl_success) status = dnnl_memory_create(&work, p->scratch, p->engine, scratch);
  if (status == dnnl_success) status = dnnl_stream_create(&stream, p->engine, dnnl_stream_default_flags);
  dnnl_exec_arg_t args[] = {
      {DNNL_ARG_SRC, source}, {DNNL_ARG_WEIGHTS, p->weights}, {DNNL_ARG_DST, target}, {DNNL_ARG_SCRATCHPAD, work}};
  if (status == dnnl_success) status = dnnl_primitive_execute(p->primitive, stream, 4, args);
  if (status == dnnl_success) status = dnnl_stream_wait(stream);
  if (stream) dnnl_stream_destroy(stream);
  if (work) dnnl_memory_destroy(work);
  if (target) dnnl_memory_destroy(target);
  if (source) dnnl_memory_destroy(source);
  return status;
}

void zoetrope_product_destroy(zoetrope_product *p) {
  if (!p) return;
  if (p->weights) dnnl_memory_destroy(p->weights);
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
