import LibFuzzer
import Pickles

/// libFuzzer on the reader of pickles: whatever the bytes are, they are read or refused.
@main enum FuzzPickles {
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
      let bytes = Array(UnsafeBufferPointer(start: start, count: count))
      let known: Set = [
        PickleGlobal("collections", "OrderedDict"), PickleGlobal("torch._utils", "_rebuild_tensor_v2"),
        PickleGlobal("torch", "FloatStorage"),
      ]
      _ = try? Pickle(bytes[...], allowed: known)
      return 0
    }
  }
}
