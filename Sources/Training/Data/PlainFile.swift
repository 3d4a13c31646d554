import Compression
import Files

/// The bytes of a file, expanded where gzip has compressed it.
/// - Throws: `FileError`, `ExamplesError.damagedGzip`.
func readPlainFile(_ path: Path) throws -> [UInt8] {
  let limit = 1 << 31
  let bytes = try readFile(path, limit: limit)
  guard Gzip.begins(bytes) else { return bytes }
  guard let plain = Gzip.expanded(bytes, limit: limit) else { throw ExamplesError.damagedGzip(path) }
  return plain
}
