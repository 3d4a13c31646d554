import Archives
import Checkpoints
import Files
import Importing
import ProcessorTime
import Testing

@Suite("An import refuses")
struct RefusalTests {
  @Test(
    "a file that lies, at once and with the reason",
    arguments: [
      ("call.pth", "posix.system"), ("call-legacy.pth", "posix.system"), ("call.pkl", "posix.system"),
      ("module.pt", "__main__.Stack"), ("overlap.pth", "\"a.weight\" and \"b.weight\" overlap"),
      ("repeated.pth", "\"a.weight\" has elements that overlap"), ("copies.pth", "far more than the file's"),
      ("header.safetensors", "the header claims 2147483648 bytes"), ("bomb.npz", "would expand to 4294967280"),
      ("zeros.npz", "would expand to"), ("shared.npz", "\"a.npy\" and \"b.npy\" share bytes"),
      ("truncated.pth", "its end is missing"), ("truncated-legacy.pth", "where its tensors need"),
      ("nan.pth", "\"mu_layer.weight\" is not finite at element 10"),
      ("complex.pth", "a tensor has the type torch.ComplexFloatStorage, which is not read"),
      ("float8.pth", "a tensor has the type torch.float8_e4m3fn, which is not read"),
      ("extra.pth", "\"classifier\" fits between no layers of the model; if it is no part of it, say --leave-out"),
      ("loop.onnx", "Loop (node \"for_ever\") is control flow"),
      ("outside.onnx", "which is not inside the model's folder"),
    ])
  func hostile(file: String, reason: String) throws {
    var message = ""
    let time = processorTime {
      do { _ = try Fixtures.imported(["hostile/" + file]) } catch { message = "\(error)" }
    }
    #expect(message.contains(reason), "\(message)")
    // 50 ms of an optimised build; the tests' is many times slower, and not alone on its machine.
    #expect(time < .seconds(2), "it took \(time)")
  }

  @Test("what does not fit, with the layer, the expected and the found shape")
  func misfits() throws {
    #expect(
      "\(try message(["stack.pth"]) { $0.architecture = "burgess" })".contains(
        "needs a tensor \"encoder.conv1.weight\""))
    #expect("\(try message(["stack.pth"]) { $0.architecture = "burges" })".contains("did you mean \"burgess\"?"))
    #expect("\(try message(["dense.pth"]) { $0.size = .fixed(width: 5, height: 5) })".contains("no picture of 5×5"))
    #expect("\(try message(["stack.pth", "dense.pth"]))".contains("do not go together"))
    #expect("\(try message(["make-state-dicts.py"]))".contains("nothing that is imported"))
    #expect("\(try message(["stack.pth"]) { $0.channelMean = [0.5] })".contains("3 channels"))
  }

  @Test(
    "a function or an enlargement that AutoencoderTiny does not have here",
    arguments: [
      ("relu", "silu", "\"act_fn\" is \"silu\""), ("nearest", "bilinear", "\"upsample_fn\" is \"bilinear\""),
      ("\"upsampling_scaling_factor\": 2", "\"upsampling_scaling_factor\": 3", "of 2 is supported"),
    ])
  func tiny(usual: String, other: String, words: String) throws {
    let folder = try TemporaryFolder()
    let file = "diffusion_pytorch_model.bin"
    try AtomicFile.write(
      try readFile(Fixtures.path("tiny/" + file), limit: 1 << 20), to: folder.path / file, existing: .error)
    let text = String(decoding: try readFile(Fixtures.path("tiny/config.json"), limit: 1 << 20), as: UTF8.self)
    let changed = text.split(separator: usual, omittingEmptySubsequences: false).joined(separator: other)
    try AtomicFile.write(Array(changed.utf8), to: folder.path / "config.json", existing: .error)
    #expect(try message([folder.path.string]).contains(words))
  }

  @Test("a tensor that no layer uses, unless it is left out")
  func extra() throws {
    let made = try Fixtures.imported(["hostile/extra.pth"], golden: "dense.golden.safetensors") {
      $0.leftOut = ["classifier."]
    }
    #expect(made.model.tensors.keys.allSatisfy { !$0.hasPrefix("classifier") })
    let idle = try message(["dense.pth"]) { $0.leftOut = ["loss."] }
    #expect(idle.contains("--leave-out loss.: no tensor's name begins"))
  }

  @Test("golden tensors that it does not give")
  func golden() throws {
    let message = try message(["stack.pth"], golden: "stack.golden.safetensors") { $0.encoderActivation = .silu }
    #expect(message.contains("does not give the golden \"posterior.mean\""))
  }

  private func message(
    _ names: [String], golden: String? = nil, _ say: (inout ImportSettings) -> Void = { _ in }
  ) throws -> String {
    do { _ = try Fixtures.imported(names, golden: golden, say) } catch { return "\(error)" }
    Issue.record("it was imported")
    return ""
  }
}
