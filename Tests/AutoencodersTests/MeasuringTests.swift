import Checkpoints
import Files
import Images
import Tensors
import Testing

@testable import Autoencoders

@Suite("Measuring")
struct MeasuringTests {
  @Test("takes the nearest rank of 99.9 %")
  func percentile() {
    #expect(ModelStatistics.percentile([3]) == 3)
    #expect(ModelStatistics.percentile((1...1000).map { Double($0) }.reversed()) == 999)
    #expect(ModelStatistics.percentile((1...1001).map { Double($0) }) == 1000)
    #expect(ModelStatistics.percentile((1...999).map { Double($0) }) == 999)
  }

  @Test("tells pictures beyond the training data from others")
  func familiarity() {
    let statistics = ModelStatistics(reconstructionError: 0.02, latentNorm: 10)
    #expect(Familiarity(latentNorm: 1, reconstructionError: 0.01, nil) == .unmeasured)
    #expect(Familiarity(latentNorm: 10, reconstructionError: 0.02, statistics) == .familiar)
    #expect(Familiarity(latentNorm: 9, reconstructionError: nil, statistics) == .familiar)
    let verdict = Familiarity(latentNorm: 9, reconstructionError: 0.051234, statistics)
    #expect(verdict == .unfamiliar([.init(measure: .reconstructionError, found: 0.051234, limit: 0.02)]))
    #expect(
      verdict.description
        == "unlike the training data: reconstruction error 0.0512 (99.9 % of it have at most 0.02)")
  }

  @Test("gives the same from files, in chunks on all cores, as one by one; a bad file is named")
  func files() throws {
    let folder = try TemporaryFolder()
    let model = try TinyModel().load()
    var paths: [Path] = []
    for i in 0..<21 {
      let image = Image(
        size: PixelSize(width: 2, height: 1), channels: 1, samples: .bytes([UInt8(i * 10), UInt8(255 - i)]))
      try folder.write(PNGWriter.encode(image), to: "\(i).png")
      paths.append(folder.path / "\(i).png")
    }
    let reader = PictureReader(for: model, fit: nil)
    let means = try model.encodeMeans(paths, reader)
    #expect(means.count == 21)
    let alone = try paths.map { try model.encode([reader.read($0)])[0].get().mean }
    #expect(means == alone)
    let statistics = try ModelStatistics.measure(model, on: paths, reader)
    // encode doubles, decode keeps: the error of a sample is the sample itself.
    let pictures = try paths.map { try reader.read($0) }
    #expect(statistics.latentNorm == pictures.map { 2 * $0.norm }.max())
    #expect(abs(statistics.reconstructionError - (pictures.map { $0.dot($0) / 2 }.max() ?? 0)) < 1e-6)
    try folder.write("not a picture", to: "7.png")
    let error = #expect(throws: PictureError.self) { try model.encodeMeans(paths, reader) }
    #expect(error?.path == paths[7])
    #expect(throws: StatisticsError.noPictures) { try ModelStatistics.measure(model, on: [], reader) }
  }

  @Test("converting keeps the architecture and rounds the weights")
  func conversion() throws {
    let (source, target) = (try TemporaryFolder(), try TemporaryFolder())
    var tiny = TinyModel()
    tiny.tensors["in.weight"] = Tensor([2, 2], [2.0001, 0, 0, 2])
    try tiny.write(to: source)
    let fingerprint = try Autoencoder.convert(
      from: source.path, to: target.path / "copy", as: .float16, existing: .error)
    let (before, after) = (try Autoencoder(folder: source.path), try Autoencoder(folder: target.path / "copy"))
    #expect(after.fingerprint == fingerprint && before.fingerprint != fingerprint)
    #expect(try after.encode([picture(1, 1)])[0].get().mean.elements == [2, 2])
    #expect(throws: FileError.self) {
      try Autoencoder.convert(from: source.path, to: target.path / "copy", as: .float16, existing: .error)
    }
  }
}
