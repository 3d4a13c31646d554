import Foundation
import Testing
import Zoetrope

/// An output is a function of model, recipe, seed and key, and of nothing else.
@Suite("Same bytes")
struct SameBytesTests {
  /// Noise in both places, draws, a sweep, a gather and a branch.
  static let recipe = """
    model: model
    seed: 11
    parameters:
      input: {type: path, default: pictures}
      output: {type: path, default: out}
    stages:
      - load: {from: "${input}"}
      - encode:
      - sample z: {temperature: 1, draws: 2}
        id: z
      - modify dimensions: {hue: [-1, 1]}
      - decode:
      - sample: {temperature: 1}
        id: x
      - save: {to: "${output}/{stem}_{draw}_{hue}.png"}
      - montage: {columns: draw, rows: hue}
        input: x
      - save: {to: "${output}/sheets/{stem}.png"}

    """

  static let count = 41

  /// One lane, one picture at a time.
  private func reference(_ workshop: Workshop) throws -> [String: [UInt8]] {
    try workshop.write("noisy.yaml", Self.recipe)
    let ended = try workshop.run("run", "noisy.yaml", "--jobs", "1", "--batch", "1")
    try #require(ended.status == 0, "\(ended.errors)")
    let contents = try workshop.contents()
    try #require(contents.count == Self.count * 5)
    return contents
  }

  @Test("whatever lanes, batches and order", .timeLimit(.minutes(5)))
  func lanesBatchesOrder() throws {
    let workshop = try Workshop(pictures: Self.count)
    let expected = try reference(workshop)
    for (jobs, batch) in [
      ("2", "1"), ("4", "1"), ("1", "7"), ("2", "7"), ("4", "7"), ("1", "32"), ("2", "32"), ("4", "32"),
    ] {
      let ended = try workshop.run(
        "run", "noisy.yaml", "--jobs", jobs, "--batch", batch, "--set", "output=\(jobs)-\(batch)")
      #expect(ended.status == 0, "\(ended.errors)")
      #expect(try workshop.contents("\(jobs)-\(batch)") == expected, "\(jobs) lanes, batch \(batch)")
    }
    let names = workshop.files("pictures").reversed()
    try workshop.write("pictures/list.txt", names.joined(separator: "\n"))
    let reversed = try workshop.run("run", "noisy.yaml", "--set", "input=pictures/list.txt", "--set", "output=reversed")
    #expect(reversed.status == 0, "\(reversed.errors)")
    #expect(try workshop.contents("reversed") == expected, "in reverse")
    let alone = try workshop.run("run", "noisy.yaml", "--only", "23.png", "--set", "output=alone")
    #expect(alone.status == 0, "\(alone.errors)")
    let own = expected.filter { $0.key.hasPrefix("23_") || $0.key == "sheets/23.png" }
    #expect(own.count == 5)
    #expect(try workshop.contents("alone") == own, "alone")
  }

  @Test("but other bytes under another seed")
  func seed() throws {
    let workshop = try Workshop(pictures: 2)
    for (seed, output) in [("1", "a"), ("2", "b"), ("1", "c")] {
      let ended = try workshop.run("--set", "temperature=1", "--seed", seed, "--set", "output=\(output)")
      #expect(ended.status == 0, "\(ended.errors)")
    }
    #expect(try workshop.contents("a") == workshop.contents("c"))
    for (name, bytes) in try workshop.contents("a") { #expect(try workshop.contents("b")[name] != bytes) }
  }

  @Test("through the real model's kernels")
  func faces() throws {
    let workshop = try Workshop(pictures: 0)
    let pipeline = Tool.root.appendingPathComponent("Pipelines/edit-step-by-step.yaml").path
    for (jobs, batch) in [("1", "1"), ("4", "32")] {
      let ended = try workshop.run(
        "run", pipeline, "--limit", "3", "--jobs", jobs, "--batch", batch, "--set", "output=\(jobs)/sheet.png")
      #expect(ended.status == 0, "\(ended.errors)")
    }
    #expect(try workshop.bytes("1/sheet.png") == workshop.bytes("4/sheet.png"))
  }

  @Test("when a run is cut in two by a file of arrays", arguments: ["safetensors", "npy"])
  func cut(_ format: String) throws {
    let workshop = try Workshop(pictures: 9)
    let head = "model: model\nseed: 4\nstages:\n"
    let load = "  - load: {from: pictures}\n  - encode:\n"
    let draw = "  - sample z: {temperature: 1}\n"
    let rest = "  - decode:\n  - sample: {temperature: 1}\n  - save: {to: \"OUT/{index:02}.png\"}\n"
    try workshop.write("whole.yaml", head + load + draw + rest.replacingOccurrences(of: "OUT", with: "whole"))
    try workshop.write("a.yaml", head + load + "  - save: {to: posterior.\(format)}\n")
    try workshop.write(
      "b.yaml",
      head + "  - load: {from: posterior.\(format), as: posterior}\n" + draw + "  - save: {to: latents.\(format)}\n")
    try workshop.write(
      "c.yaml",
      head + "  - load: {from: latents.\(format), as: latents}\n"
        + rest.replacingOccurrences(of: "OUT", with: "parts"))
    for recipe in ["whole", "a", "b", "c"] {
      // The recipes differ, and the pictures would say so.
      let ended = try workshop.run("run", recipe + ".yaml", "--no-provenance")
      #expect(ended.status == 0, "\(ended.errors)")
    }
    #expect(workshop.files("parts").count == 9)
    // An .npy file has no keys, and noise is keyed by them: only what carries the keys gives the same noise.
    let isSame = try workshop.contents("parts") == workshop.contents("whole")
    #expect(isSame == (format == "safetensors"))
  }
}
