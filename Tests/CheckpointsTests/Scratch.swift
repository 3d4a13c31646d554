import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A path of its own for each test; the file is removed with it.
final class Scratch {
  let path: Path

  init(_ bytes: [UInt8]? = nil) throws {
    path = "/tmp/zoetrope-\(getpid())-\(UInt64.random(in: 0 ... .max)).safetensors"
    if let bytes { try AtomicFile.write(bytes, to: path, existing: .error, synchronised: false) }
  }

  deinit { unlink(path.string) }
}

/// The package's neighbour with models and data; tests that need it are skipped where it is missing.
let shared = Path(#filePath).parent.parent.parent.parent / "shared"

/// A safetensors file of the given header and data.
func safeTensors(_ header: String, data: [UInt8] = []) -> [UInt8] {
  withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8) + data
}
