import Files
import Synchronization

/// The file that was read last, so that its items need not open it again one by one.
final class ArrayCache<Output: ReadableArrayValue>: Sendable {
  private let last = Mutex<(file: Path, reader: ArrayReader<Output>)?>(nil)

  func reader(of file: Path, _ open: () throws -> ArrayReader<Output>) throws -> ArrayReader<Output> {
    if let known = last.withLock({ $0?.file == file ? $0?.reader : nil }) { return known }
    let reader = try open()
    last.withLock { $0 = (file, reader) }
    return reader
  }
}
