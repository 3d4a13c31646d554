// The one door to deflate; see module.modulemap.
#include <libdeflate.h>
