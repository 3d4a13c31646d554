#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A value behind a lock.
///
/// Not `Synchronization.Mutex`: on Linux the thread sanitizer does not see that one, since it is built into the standard
/// library, and would report every use of it. The sanitizer knows POSIX locks.
///
/// `@unchecked Sendable`: the value is only touched with the lock held, and both live as long as the object.
package final class Locked<Value: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  /// A value that nobody else holds.
  package init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Calls `body` with the value; nobody else has it meanwhile. Not to be nested on one object.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
