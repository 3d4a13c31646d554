import Dataflow
import Files

/// Standard output, which carries data only.
enum StandardOutput {
  /// Writes all of it.
  /// - Throws: ``StopRun`` if whoever reads has gone: nothing more would arrive.
  static func write(_ bytes: [UInt8]) throws {
    do { try writeAll(bytes, toDescriptor: 1) } catch { throw StopRun(error) }
  }
}
