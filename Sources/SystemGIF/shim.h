// The one door to giflib; see module.modulemap.
#include <gif_lib.h>
