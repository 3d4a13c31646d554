import Foundation
import Synchronization
import Testing
import ToyModel
import Zoetrope

/// Portable kernels that count the chunks that decoders compute: those whose input has one axis.
private final class CountingKernels: Kernels {
  let decoded = Mutex(0)
  private let kernels = StandardKernels.make()
  var name: String { "counting" }

  func compile(_ program: Program, batch: Int) throws -> any CompiledProgram {
    let isDecoder = program.shape(of: program.input).rank == 1
    return Counted(compiled: try kernels.compile(program, batch: batch)) { [self] in
      if isDecoder { decoded.withLock { $0 += 1 } }
    }
  }

  func learning(
    _ program: Program, batch: Int, takesInputGradient: Bool, _ workers: any Workers
  ) -> LearningProgram {
    kernels.learning(program, batch: batch, takesInputGradient: takesInputGradient, workers)
  }

  private struct Counted: CompiledProgram {
    let compiled: any CompiledProgram
    let count: @Sendable () -> Void
    init(compiled: any CompiledProgram, _ count: @escaping @Sendable () -> Void) {
      (self.compiled, self.count) = (compiled, count)
    }
    var batch: Int { compiled.batch }
    var workspaceBytes: Int { compiled.workspaceBytes }
    func makeWorkspace() -> any Workspace { Counter(compiled.makeWorkspace(), count) }
  }

  private final class Counter: Workspace {
    let workspace: any Workspace
    let count: @Sendable () -> Void
    init(_ workspace: any Workspace, _ count: @escaping @Sendable () -> Void) {
      (self.workspace, self.count) = (workspace, count)
    }
    func run(
      _ inputs: [UnsafeBufferPointer<Float>], _ outputs: [UnsafeMutableBufferPointer<Float>], count items: Int
    ) throws {
      count()
      try workspace.run(inputs, outputs, count: items)
    }
  }
}

@Suite("keep photograph")
struct KeepPhotographTests {
  /// A folder with the toy model, a vector and pictures.
  private struct Place {
    let folder = try? TemporaryFolder()
    let model: Autoencoder
    let vector: AttributeVector
    var path: Path { folder?.path ?? Path(".") }

    init(_ kernels: any Kernels = StandardKernels.make(), footprint: [Float]? = nil) throws {
      let path = folder?.path ?? Path(".")
      try ToyModel.write(to: path / "model")
      model = try Autoencoder(folder: path / "model", kernels: kernels)
      var vector = try ToyModel.vector("grin", of: path / "model")
      if let footprint { vector.footprint = try Footprint(Tensor([8, 8], footprint), of: "grin") }
      self.vector = vector
    }

    func put(_ image: Image, _ name: String) throws {
      try AtomicFile.write(
        PNGWriter.encode(image, options: PNGOptions(bits: image.bits)), to: path / "in" / name, existing: .error)
    }

    func made(_ name: String) throws -> Image {
      try ImageReader.decode(try readFile(path / "out" / name, limit: 1 << 24))
    }

    func contents(_ name: String) throws -> [String: [UInt8]] {
      let files = try FolderWalk(path / name).files
      return Dictionary(
        uniqueKeysWithValues: try files.map { ($0.string, try readFile(path / name / $0.string, limit: 1 << 24)) })
    }

    /// From the pictures to photographs with the vector's change.
    @discardableResult
    func edit(
      _ strengths: [Double] = [1.5], temperature: Double = 0, keep: KeepPhotograph? = KeepPhotograph(),
      load: (String) -> Load = { Load(from: $0) }, bits: Int = 8, to out: String = "out",
      _ change: (inout RunSettings) -> Void = { _ in }
    ) throws -> RunReport {
      let latents = Flow(load((path / "in").string)).then(Encode()).then(SampleZ(temperature: temperature))
      let ends = strengths.map { strength in
        let pictures = latents.then(AddAttributeVector(vector, strength: strength)).then(Decode())
          .then(Sample(temperature: 0))
        let name = strengths.count == 1 ? "" : "_\(strength)"
        return (keep.map { pictures.then($0) } ?? pictures).then(
          Save(to: (path / out).string + "/{stem}\(name).png", options: .init(bits: bits)))
      }
      var settings = RunSettings()
      change(&settings)
      return try Pipeline(model: model, seed: 3, existing: .overwrite, ends: ends).run(settings)
    }
  }

  private static func photograph(_ size: PixelSize, channels: Int = 3, _ seed: String = "photo") -> Image {
    let noise = RandomSource(seed: 1, stage: seed, item: "").uniforms(size.count * channels)
    return Image(size: size, channels: channels, samples: .bytes(noise.map { UInt8($0 * 255) }))
  }

  @Test(
    "Strength 0 gives the photograph's own pixels, at its own size, with alpha and profile",
    arguments: [
      (PixelSize(width: 8, height: 8), 3), (PixelSize(width: 37, height: 23), 3), (PixelSize(width: 40, height: 30), 1),
    ], [Fit.stretch, .crop, .pad])
  func exact(_ shape: (PixelSize, Int), _ fit: Fit) throws {
    let place = try Place()
    let size = shape.0
    var photograph = Self.photograph(size, channels: shape.1)
      .with(alpha: .bytes((0..<size.count).map { UInt8(truncatingIfNeeded: $0 * 3) }))
    photograph.metadata.colourChunks = [PNGColourChunk(name: "gAMA", data: [0, 0, 177, 143])]
    try place.put(photograph, "a.png")
    for keep in [KeepPhotograph(), KeepPhotograph(footprint: .none, gain: 0)] {
      let report = try place.edit([0], keep: keep, load: { Load(from: $0, fit: fit) })
      #expect(report.written == 1, "\(report.failures)")
      let made = try place.made("a.png")
      #expect(made.samples == photograph.samples && made.alpha == photograph.alpha)
      #expect(made.size == size && made.metadata == photograph.metadata)
    }
  }

  @Test("16 bits stay 16 bits, to the last one")
  func words() throws {
    let place = try Place()
    let noise = RandomSource(seed: 1, stage: "words", item: "").uniforms(192)
    let photograph = Image(size: ToyModel.size, channels: 3, samples: .words(noise.map { UInt16($0 * 65535) }))
    try place.put(photograph, "a.png")
    try place.edit([0], bits: 16)
    #expect(try place.made("a.png").samples == photograph.samples)
  }

  @Test("An edit changes the photograph inside its crop and nowhere else")
  func crop() throws {
    let place = try Place()
    let size = PixelSize(width: 60, height: 50)
    let photograph = Self.photograph(size)
    try place.put(photograph, "a.png")
    let box = CropBox(left: 20, top: 10, right: 44, bottom: 34)
    try place.edit(load: { Load(from: $0, crop: box, fit: .stretch) })
    let (before, after) = (try photograph.samples.bytes(), try place.made("a.png").samples.bytes())
    var changed = 0
    for pixel in 0..<size.count {
      let (x, y) = (pixel % size.width, pixel / size.width)
      let isInside = (box.left..<box.right).contains(x) && (box.top..<box.bottom).contains(y)
      let isSame = before[pixel * 3..<pixel * 3 + 3] == after[pixel * 3..<pixel * 3 + 3]
      if !isInside { #expect(isSame, "(\(x), \(y))") } else if !isSame { changed += 1 }
    }
    #expect(changed > 200)
  }

  @Test("Where the vector's footprint is 0, and no blur reaches, the photograph is exact")
  func footprint() throws {
    let place = try Place(footprint: (0..<64).map { $0 % 8 < 3 ? 1 : 0 })
    try place.put(ToyModel.picture(1), "a.png")
    try place.edit(keep: KeepPhotograph(footprint: .plain, gain: 0))
    let (before, after) = (try ToyModel.picture(1).samples.bytes(), try place.made("a.png").samples.bytes())
    for pixel in 0..<64 where pixel % 8 >= 3 {
      #expect(before[pixel * 3..<pixel * 3 + 3] == after[pixel * 3..<pixel * 3 + 3])
    }
    #expect(before != after)
  }

  @Test("At the model's size it is the model's part of the photograph")
  func modelSize() throws {
    let place = try Place()
    try place.put(Self.photograph(PixelSize(width: 30, height: 20)), "a.png")
    try place.edit([0], keep: KeepPhotograph(size: .model), load: { Load(from: $0, fit: .stretch) })
    try place.edit([0], keep: nil, load: { Load(from: $0, fit: .stretch) }, to: "plain")
    let made = try place.made("a.png")
    #expect(made.size == ToyModel.size)
    let resized = Self.photograph(PixelSize(width: 30, height: 20)).resized(to: ToyModel.size)
    #expect(made.samples == resized.samples)
  }

  @Test("An edit of a kept photograph starts from what the first one made")
  func twice() throws {
    let place = try Place()
    try place.put(ToyModel.picture(2), "a.png")
    func kept(_ flow: Flow<Image>) -> Flow<Image> {
      flow.then(Encode()).then(SampleZ(temperature: 0)).then(AddAttributeVector(place.vector, strength: 1))
        .then(Decode()).then(Sample(temperature: 0)).then(KeepPhotograph(size: .model))
    }
    let end = kept(kept(Flow(Load(from: (place.path / "in").string))))
      .then(Save(to: (place.path / "chained").string + "/{stem}.png"))
    #expect(try Pipeline(model: place.model, ends: [end]).run().written == 1)
    let first = Flow(Load(from: (place.path / "in").string))
    let save = kept(first).then(Save(to: (place.path / "first").string + "/{stem}.png"))
    #expect(try Pipeline(model: place.model, ends: [save]).run().written == 1)
    let second = kept(Flow(Load(from: (place.path / "first").string)))
      .then(Save(to: (place.path / "second").string + "/{stem}.png"))
    #expect(try Pipeline(model: place.model, ends: [second]).run().written == 1)
    #expect(try place.contents("second") == place.contents("chained"))
  }

  @Test("A photograph is decoded once for its reconstruction, however many values a sweep has")
  func once() throws {
    let kernels = CountingKernels()
    let place = try Place(kernels)
    for number in 1...8 { try place.put(ToyModel.picture(number), "\(number).png") }
    let recipe = try Recipe(
      SourceFile(
        name: "r.yaml",
        text: """
          model: model
          stages:
            - load: {from: "\(place.path.string)/in"}
            - encode:
            - sample z: {temperature: 0}
            - modify dimensions: {hue: [-2, -1, 1, 2, 3]}
            - decode:
            - sample: {temperature: 0}
            - keep photograph:
            - save: {to: "\(place.path.string)/out/{stem}_{hue}.png"}
          """), folder: place.path.string, settings: [])
    // Of two lanes each would have its share, and a chunk of its own.
    let alone = RunSettings(options: RunOptions(jobs: 1))
    #expect(try Pipeline(recipe) { _ in place.model }.run(alone).written == 40)
    // The chunks of edited latents, and one of unedited ones.
    #expect(kernels.decoded.withLock { $0 } == (40 + Engine.chunk - 1) / Engine.chunk + 1)
  }

  @Test("Lanes, batches and other items change no byte")
  func sameBytes() throws {
    let place = try Place(footprint: (0..<64).map { Float($0) / 63 })
    for number in 1...19 { try place.put(ToyModel.picture(number), "\(number).png") }
    try place.edit([-1, 2], temperature: 1, to: "whole") { $0.options = RunOptions(jobs: 1, batch: 1) }
    let whole = try place.contents("whole")
    #expect(whole.count == 38)
    for (jobs, batch) in [(1, 8), (2, 3), (4, 32)] {
      try place.edit([-1, 2], temperature: 1, to: "other") { $0.options = RunOptions(jobs: jobs, batch: batch) }
      #expect(try place.contents("other") == whole, "\(jobs) lanes, batch \(batch)")
    }
    try place.edit([-1, 2], temperature: 1, to: "alone") { $0.restriction.only = ["7.png"] }
    #expect(try place.contents("alone") == whole.filter { $0.key.hasPrefix("7_") })
  }

  @Test("Without the stage nothing travels along, and with it the plan counts the photographs")
  func memory() throws {
    let place = try Place()
    try place.put(Self.photograph(PixelSize(width: 400, height: 300)), "a.png")
    func pipeline(_ keeps: Bool) throws -> Pipeline {
      let pictures = Flow(Load(from: (place.path / "in").string, fit: .stretch)).then(Encode())
        .then(SampleZ(temperature: 0)).then(Decode()).then(Sample(temperature: 0))
      let end = (keeps ? pictures.then(KeepPhotograph()) : pictures)
        .then(Save(to: (place.path / "out").string + "/{stem}.png"))
      return try Pipeline(model: place.model, ends: [end])
    }
    let (plain, keeping) = (try pipeline(false), try pipeline(true))
    #expect(plain.graph.nodes.flatMap(\.demands).isEmpty)
    #expect(
      keeping.graph.nodes.map { $0.demands.map(\.name) } == [["photograph"], [], ["unedited latents"], [], [], [], []])
    let options = RunOptions(jobs: 1, batch: 4)
    #expect(MemoryEstimate(plain, try Plan(plain.graph), options).photographs == 0)
    #expect(MemoryEstimate(keeping, try Plan(keeping.graph), options).photographs == 3 * 4 * 2 * 480_000)
  }

  @Test(
    "A recipe whose items have no single photograph is refused at the stage's name",
    arguments: [
      (
        "load: {from: in}\n  - encode:\n  - sample z: {temperature: 0}\n  - interpolate: {steps: 3}", 9,
        "\"interpolate\" makes items of several, which have no single"
      ),
      ("sample z: {from: prior, count: 2, temperature: 1}", 6, "the items of \"sample z\" have none"),
      ("load: {from: in, as: latents}", 6, "the items of \"load\" have none"),
    ])
  func recipeRefusal(_ beginning: String, _ line: Int, _ cause: String) throws {
    let place = try Place()
    let text = """
      model: model
      stages:
        - \(beginning)
        - decode:
        - sample: {temperature: 0}
        - keep photograph:
        - save: {to: "{stem}.png"}
      """
    let recipe = try Recipe(SourceFile(name: "r.yaml", text: text), folder: place.path.string, settings: [])
    let error = #expect(throws: Diagnostics.self) { try Pipeline(recipe) { _ in place.model } }
    let message = error.map { "\($0)" } ?? ""
    #expect(
      message.contains("r.yaml:\(line):5: error: \"keep photograph\" needs the photograph of each item, but \(cause)"))
    #expect(message.contains("  - keep photograph:\n    ^~~~~~~~~~~~~~~"), "\(message)")
  }

  @Test("A Swift flow whose items have no single photograph is refused by the names of the stages")
  func refusal() throws {
    let place = try Place()
    func message(_ latents: Flow<Latent>) -> String {
      let end = latents.then(Decode()).then(Sample(temperature: 0)).then(KeepPhotograph()).then(Save(to: "{stem}.png"))
      let error = #expect(throws: NeedError.self) { try Pipeline(model: place.model, ends: [end]) }
      return error.map { "\($0)" } ?? ""
    }
    let loaded = Flow(Load(from: place.path.string)).then(Encode()).then(SampleZ(temperature: 0))
    #expect(
      message(loaded.then(Interpolate(steps: 3)))
        == "\"keep photograph\" needs the photograph of each item, but \"interpolate\" makes items of several, which "
        + "have no single photograph; begin with \"load\", and go from there to here item by item")
    #expect(
      message(Flow(SamplePrior(count: 2))).hasPrefix(
        "\"keep photograph\" needs the photograph of each item, but the items of \"sample z\" have none; begin with"))
    #expect(
      message(loaded.then(Traverse(dimensions: ["hue"], centre: .prior))).contains(
        "but \"traverse\" leaves nothing of it; begin with"))
  }
}

extension Image {
  /// The bits of a sample, as a PNG is asked for them.
  fileprivate var bits: Int { if case .words = samples { 16 } else { 8 } }
}
