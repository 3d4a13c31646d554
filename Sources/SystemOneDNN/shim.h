// The one door to dnnl; see module.modulemap.
#include <dnnl.h>
