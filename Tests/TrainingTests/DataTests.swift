import Autoencoders
import Files
import Foundation
import Images
import Tensors
import Testing
import ToyModel

@testable import Training

@Suite struct DataTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let header: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 4]
  private static let digits = header + (0..<32).map { UInt8($0 * 8) }

  private func gzipped(_ bytes: [UInt8]) throws -> Path {
    let plain = try folder.write(bytes, to: "plain")
    let process = try #require(Process.run("/bin/gzip", ["-k", "-n", plain.string]))
    #expect(process == 0)
    return Path(plain.string + ".gz")
  }

  @Test func picturesOfIDXFilesComeWithTheirLabels() throws {
    let data = TrainingData.idx(
      pictures: try folder.write(Self.digits, to: "p"),
      labels: try folder.write([0, 0, 8, 1, 0, 0, 0, 2, 7, 3], to: "l"))
    let examples = try data.read(for: TinyTraining.model())
    #expect(examples.count == 2)
    #expect(examples.labels == [7, 3])
    #expect(examples.classes.count == 8)
    #expect(examples.picture(1).elements.first == Float(16 * 8) / 255)
  }

  @Test func soDoCompressedOnes() throws {
    let examples = try TrainingData.idx(pictures: gzipped(Self.digits), labels: nil).read(for: TinyTraining.model())
    #expect(examples.count == 2)
    #expect(examples.labels.isEmpty)
  }

  @Test(
    "A damaged IDX file is refused by name with what is wrong",
    arguments: [
      ([0, 0, 8], "cut short"), ([1, 0, 8, 3], "does not begin"), ([0, 0, 13, 1, 0, 0, 0, 0], "type 13"),
      (Array(digits.dropLast()), "31 follow"), (digits + [0], "33 follow"), ([0x1f, 0x8b, 8, 0], "gzip"),
      ([0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255], "promises"),
      ([0, 0, 8, 1, 0, 0, 0, 1, 5], "[count, height, width]"),
    ] as [([UInt8], String)])
  func damagedIDX(bytes: [UInt8], expected: String) throws {
    let path = try folder.write(bytes, to: "digits")
    let error = #expect(throws: (any Error).self) {
      try TrainingData.idx(pictures: path, labels: nil).read(for: TinyTraining.model())
    }
    let text = words(of: error)
    #expect(text.contains(path.string) && text.contains(expected), "\(text)")
  }

  @Test func recordsOfCIFARAreTaken() throws {
    let text = TinyTraining.description.replacing(
      "channels: 1, height: 4, width: 4", with: "channels: 3, height: 32, width: 32"
    )
    .replacing("out: 16", with: "out: 3072").replacing("[1, 4, 4]", with: "[3, 32, 32]")
    let record = [3] + (0..<3072).map { UInt8(truncatingIfNeeded: $0) }
    let files = [try folder.write(record + record, to: "a"), try folder.write(record, to: "b")]
    let examples = try TrainingData.cifar10(files).read(for: TinyTraining.model(text))
    #expect(examples.count == 3)
    #expect(examples.labels.map { examples.classes[$0] } == ["cat", "cat", "cat"])
    #expect(examples.picture(2).elements[1] == Float(1) / 255)
    for (bytes, expected) in [(Array(record.dropLast()), "records of 3073"), ([10] + record.dropFirst(), "label 10")] {
      let error = #expect(throws: CIFARFile.Invalid.self) { try CIFARFile(bytes, path: "c") }
      #expect(words(of: error).contains(expected))
    }
  }

  @Test(arguments: [
    Variation(), Variation(isFlipped: true), Variation(right: 1), Variation(down: -2), Variation(light: 0.5),
    Variation(isFlipped: true, right: -1, down: 1, light: 1.25),
  ])
  func aPictureIsMirroredThenMovedThenLit(_ variation: Variation) {
    let examples = TinyTraining.examples(1)
    let varied = Tensor([1, 4, 4]) { examples.write(0, variation, to: $0) }
    let plain = examples.picture(0)
    let mirror = [-2: 2, -1: 1, 0: 0, 1: 1, 2: 2, 3: 3, 4: 2, 5: 1]
    for y in 0..<4 {
      for x in 0..<4 {
        let column = mirror[x - variation.right] ?? 0
        let source = plain.elements[
          (mirror[y - variation.down] ?? 0) * 4 + (variation.isFlipped ? 3 - column : column)]
        #expect(abs(varied.elements[y * 4 + x] - min(1, source * variation.light)) < 1e-6)
      }
    }
  }

  @Test func everyEpochTakesEveryPictureOnceInAnotherOrder() {
    let shuffle = Shuffle(seed: 1, count: 103, batch: 10)
    #expect(shuffle.stepsPerEpoch == 10)
    #expect(shuffle.order(epoch: 0).sorted() == Array(0..<103))
    #expect(shuffle.order(epoch: 0) != shuffle.order(epoch: 1))
  }

  @Test func variationsFillTheirRangesAndAreOthersInEachEpoch() {
    var augmentation = Augmentation()
    #expect(augmentation.variations(seed: 1, epoch: 3, count: 9) == Array(repeating: Variation(), count: 9))
    (augmentation.flips, augmentation.shift, augmentation.light) = (true, 2, 0.1)
    let all = augmentation.variations(seed: 1, epoch: 3, count: 1000)
    #expect(all != augmentation.variations(seed: 1, epoch: 4, count: 1000))
    #expect((400...600).contains(all.filter(\.isFlipped).count))
    for place in -2...2 {
      #expect((140...260).contains(all.filter { $0.right == place }.count))
      #expect((140...260).contains(all.filter { $0.down == place }.count))
    }
    let light = all.map(\.light)
    #expect(light.allSatisfy { (0.9...1.1).contains($0) })
    #expect((light.min() ?? 1) < 0.91 && (light.max() ?? 1) > 1.09)
  }
}

extension Process {
  /// Runs a program to its end; its status, or nil where there is no such program.
  fileprivate static func run(_ path: String, _ arguments: [String]) -> Int32? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    do { try process.run() } catch { return nil }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
