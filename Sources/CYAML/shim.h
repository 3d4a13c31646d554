// The one door to yaml; see module.modulemap.
#include <yaml.h>
