#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How long this thread computed for something, which what else the machine does hardly changes; waiting does not count.
public func processorTime(_ body: () throws -> Void) rethrows -> Duration {
  let start = now()
  try body()
  return now() - start
}

private func now() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
}
