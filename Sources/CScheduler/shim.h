// What Swift's view of the C library leaves out: which cores this process may run on.
#pragma once
#include <sys/syscall.h>
#include <unistd.h>

// How many cores the process may run on; 0 when the kernel does not say.
static inline int scheduler_usable_cores(void) {
  unsigned long mask[128] = {0};
  long byte_count = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
  int count = 0;
  for (long index = 0; index * (long)sizeof *mask < byte_count; index++) {
    count += __builtin_popcountl(mask[index]);
  }
  return count;
}
