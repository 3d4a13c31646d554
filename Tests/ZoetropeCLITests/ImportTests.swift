import Foundation
import Testing
import Zoetrope

/// Models of other programs, imported as users do it.
@Suite("zoetrope import")
struct ImportTests {
  static let fixtures = Tool.root.appendingPathComponent("Tests/ImportingTests/Fixtures").path

  @Test("makes a folder that recipes run with, and tells what was assumed")
  func run() throws {
    let place = try Workshop(pictures: 2)
    let made = try Tool.run(
      ["import", Self.fixtures + "/stack.pth", "-o", "mine", "--verify", Self.fixtures + "/stack.golden.safetensors"],
      in: place.folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.isEmpty)
    let assumption = "assumed: \"logvar_layer\" gives the log variance (otherwise --spread log-sigma or sigma)"
    #expect(made.lines.contains(assumption), "\(made.errors)")
    #expect(made.lines.contains { $0.hasPrefix("verified: likelihood.log_variance, largest difference ") })
    let recipe = Workshop.recipe.replacing("model: model", with: "model: mine")
      .replacing("from: \"${input}\"", with: "from: \"${input}\", fit: stretch")
    try place.write("mine.yaml", recipe)
    let ended = try place.run("run", "mine.yaml")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try place.picture("out/01.png").size.width == 16)
  }

  @Test("overwrites nothing unless told, and says what is wrong with a file in one line")
  func refusals() throws {
    let place = try Workshop(pictures: 0)
    let arguments = ["import", Self.fixtures + "/dense.pth", "-o", "mine"]
    #expect(try Tool.run(arguments, in: place.folder).status == 0)
    #expect(try Tool.run(arguments, in: place.folder).status == 73)
    #expect(try Tool.run(arguments + ["--overwrite"], in: place.folder).status == 0)
    let hostile = try Tool.run(["import", Self.fixtures + "/hostile/call.pth", "-o", "bad"], in: place.folder)
    #expect(hostile.status == 65)
    #expect(hostile.lines.count == 1 && hostile.errors.contains("asks for Python's posix.system"), "\(hostile.errors)")
    #expect(place.path("bad").kind == .nothing && place.path("executed").kind == .nothing)
    #expect(try Tool.run(["import", "nothing.pth", "-o", "bad"], in: place.folder).status == 66)
    #expect(try Tool.run(arguments + ["--size", "64"], in: place.folder).status == 64)
  }

  @Test("reads ONNX, which zoetrope export writes, and the numbers are the same")
  func onnx() throws {
    let place = try Workshop(pictures: 0)
    func run(_ arguments: String...) throws -> Ended { try Tool.run(arguments, in: place.folder) }
    #expect(try run("import", Self.fixtures + "/stack.pth", "-o", "mine").status == 0)
    let written = try run("export", "mine", "--onnx", "-o", "graphs")
    #expect(written.status == 0, "\(written.errors)")
    #expect(try run("export", "mine", "--onnx", "-o", "graphs").status == 73)
    let read = try run(
      "import", "graphs/encoder.onnx", "graphs/decoder.onnx", "-o", "again", "--verify",
      Self.fixtures + "/stack.golden.safetensors")
    #expect(read.status == 0, "\(read.errors)")
    #expect(read.lines.contains { $0.hasPrefix("verified: likelihood.mean, largest difference ") }, "\(read.errors)")
    try place.write("broken.onnx", Array(try place.bytes("graphs/encoder.onnx").dropLast(40)))
    let broken = try run("import", "broken.onnx", "graphs/decoder.onnx", "-o", "bad")
    #expect(broken.status == 65 && broken.lines.count == 1, "\(broken.errors)")
    #expect(broken.errors.contains("broken.onnx") && place.path("bad").kind == .nothing, "\(broken.errors)")
  }

  @Test("gives a model of any size as ONNX at the size that is said")
  func sizedOnnx() throws {
    let place = try Workshop(pictures: 0)
    func run(_ arguments: String...) throws -> Ended { try Tool.run(arguments, in: place.folder) }
    let golden = Self.fixtures + "/tiny/golden.safetensors"
    #expect(try run("import", Self.fixtures + "/tiny", "-o", "tiny", "--verify", golden).status == 0)
    let refused = try run("export", "tiny", "--onnx", "-o", "graphs")
    #expect(refused.status == 65 && refused.errors.contains("--size"), "\(refused.errors)")
    let odd = try run("export", "tiny", "--onnx", "-o", "graphs", "--size", "7x12")
    #expect(odd.status == 65 && odd.errors.contains("multiples of 2"), "\(odd.errors)")
    #expect(try run("export", "tiny", "-o", "tensors.safetensors", "--size", "8x12").status == 64)
    #expect(try run("export", "tiny", "--onnx", "-o", "graphs", "--size", "8x12").status == 0)
    let read = try run(
      "import", "graphs/encoder.onnx", "graphs/decoder.onnx", "-o", "again", "--range", "-1..1", "--verify", golden)
    #expect(read.status == 0, "\(read.errors)")
  }

  @Test("has its architectures listed, its layers shown and its tensors given back")
  func around() throws {
    let place = try Workshop(pictures: 0)
    let list = try Tool.run(["architectures"], in: place.folder)
    for name in ["burgess", "taesd", "fully-connected", "convolutional", "autoencoder-kl"] {
      #expect(list.text.contains("\n" + name), "\(list.text)")
    }
    _ = try Tool.run(["import", Self.fixtures + "/kl-plain", "-o", "kl"], in: place.folder)
    let shown = try Tool.run(
      ["model", "kl", "--golden", Self.fixtures + "/kl-plain/golden.safetensors"], in: place.folder)
    #expect(shown.status == 0 && shown.text.contains("encoder.down_blocks.0.downsamplers.0.conv"), "\(shown.text)")
    #expect(shown.text.contains("a latent depends on  "), "\(shown.text)")
    #expect(try Tool.run(["export", "kl", "-o", "out.safetensors"], in: place.folder).status == 0)
    #expect(place.path("out.safetensors").kind == .file)
  }
}
