// The one door to turbojpeg; see module.modulemap.
#include <turbojpeg.h>
