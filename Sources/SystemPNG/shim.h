// The one door to png; see module.modulemap.
#include <png.h>
