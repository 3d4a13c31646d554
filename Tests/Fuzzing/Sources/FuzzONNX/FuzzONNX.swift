import Files
import LibFuzzer
import ONNX

/// libFuzzer on the reader and the translator of ONNX files: whatever the bytes are, they become networks or are refused.
/// Each goes through a file, as the reader measures files.
@main enum FuzzONNX {
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
      let path = Path("fuzzed.onnx")
      let bytes = Array(UnsafeBufferPointer(start: start, count: count))
      let isWritten: Void? = try? AtomicFile.write(bytes, to: path, existing: .overwrite, synchronised: false)
      guard isWritten != nil else { return -1 }
      _ = try? ONNXAutoencoder([path], size: (height: 8, width: 8))
      return 0
    }
  }
}
