import Dispatch
import Synchronization
import Zoetrope

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Chunks through a compiled network on several lanes at once.
struct LaneBench {
  let compiled: any CompiledProgram
  let network: Program
  let lanes: Int

  /// Runs every lane for about this long, and adds their rates up.
  func picturesPerSecond(seconds: Double) -> Double {
    let total = Total()
    DispatchQueue.concurrentPerform(iterations: lanes) { _ in total.add(laneRate(seconds: seconds)) }
    return total.sum
  }

  private func laneRate(seconds: Double) -> Double {
    let workspace = compiled.makeWorkspace()
    var noise = Noise()
    let input = noise(network.shape(of: network.input).batched(compiled.batch))
    let outputs = network.outputs.map {
      UnsafeMutableBufferPointer<Float>.allocate(capacity: network.shape(of: $0).count * compiled.batch)
    }
    defer { for output in outputs { output.deallocate() } }
    return input.withUnsafeElements { input in
      try? workspace.run([input], outputs, count: compiled.batch)
      let clock = ContinuousClock()
      let start = clock.now
      var chunks = 0
      while clock.now - start < .seconds(seconds) {
        try? workspace.run([input], outputs, count: compiled.batch)
        chunks += 1
      }
      return Double(chunks * compiled.batch) / ((clock.now - start) / .seconds(1))
    }
  }
}

/// A sum that several threads add to.
private final class Total: Sendable {
  private let lock = Mutex(0.0)
  var sum: Double { lock.withLock { $0 } }
  func add(_ value: Double) { lock.withLock { $0 += value } }
}

/// The processor time of this process so far, in seconds.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Sends on what was printed.
func flush() { fflush(nil) }
