import Dispatch
import Synchronization
import Zoetrope

/// What a folder job does besides the network: every picture read, decoded, encoded again and put on the disk.
struct Codec {
  let input: Path
  let output: Path
  /// How many threads share the work.
  let threads: Int
  /// The compression of the PNGs.
  let level: Int

  /// Does all pictures of the folder once.
  /// - Returns: how many.
  /// - Throws: the first failure, after the other threads have come to an end.
  func run() throws -> Int {
    let pictures = try FolderWalk(input) { $0.hasSuffix(".png") }.files
    try createFolders(output)
    let next = Atomic(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      do {
        while true {
          let number = next.add(1, ordering: .relaxed).oldValue
          guard number < pictures.count else { return }
          try copy(pictures[number])
        }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return pictures.count
  }

  private func copy(_ name: Path) throws {
    let bytes = try readFile(input.appending(name), limit: 1 << 24)
    let image = try ImageReader.decode(bytes)
    let encoded = try PNGWriter.encode(image, options: PNGOptions(compression: level))
    try AtomicFile.write(encoded, to: output.appending(name), existing: .error)
  }
}
