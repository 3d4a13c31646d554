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

  @Test func aPictureIsMirroredOnlyLeftToRight() {
    let examples = TinyTraining.examples(1)
    let mirrored = Tensor([1, 4, 4]) { examples.write(0, isFlipped: true, to: $0) }
    let plain = examples.picture(0)
    for y in 0..<4 {
      for x in 0..<4 { #expect(mirrored.elements[y * 4 + x] == plain.elements[y * 4 + 3 - x]) }
    }
  }

  @Test func everyEpochTakesEveryPictureOnceInAnotherOrder() {
    let shuffle = Shuffle(seed: 1, count: 103, batch: 10, flips: true)
    #expect(shuffle.stepsPerEpoch == 10)
    #expect(shuffle.order(epoch: 0).sorted() == Array(0..<103))
    #expect(shuffle.order(epoch: 0) != shuffle.order(epoch: 1))
    let share = Double(shuffle.mirrored(epoch: 3).filter(\.self).count) / 103
    #expect(share > 0.3 && share < 0.7)
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
