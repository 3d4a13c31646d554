// What Swift's view of the system's headers lacks for starting programs: names that glibc shows under _GNU_SOURCE only.
#ifndef ZOETROPE_CSPAWN_H
#define ZOETROPE_CSPAWN_H

#include <spawn.h>

/// A pipe whose ends no program inherits, not even one that another thread starts at this moment where the system can
/// do both at once. 0, or -1 with `errno`.
int zoe_pipe(int ends[2]);

/// Closes in the child all files from `first` on, as far as the system can.
void zoe_close_from(posix_spawn_file_actions_t *actions, short *flags, int first);

#endif
