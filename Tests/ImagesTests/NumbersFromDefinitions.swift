import Crypto
import Foundation
import Images
import Tensors

/// `Fixtures/carrying.json`: pictures turned and changes carried back, computed by `make-carrying.py` straight from the
/// definitions.
struct NumbersFromDefinitions: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let eyes: [[Double]]?
    let box: [Int]?
    let values: [Float]

    var description: String { name }

    /// The way between photograph and model that the case is about.
    func geometry(template: EyePair) throws -> Geometry {
      let (photograph, model) = (NumbersFromDefinitions.photograph, NumbersFromDefinitions.model)
      if let eyes { return try Geometry(photograph: photograph, eyes: pair(eyes), template: template, model: model) }
      let box = box ?? []
      return try Geometry(
        photograph: photograph, crop: CropBox(left: box[0], top: box[1], right: box[2], bottom: box[3]), fit: .stretch,
        model: model)
    }
  }

  let script: String
  private let template: [[Double]]
  let placed: [Case]
  let carried: [Case]

  static let photograph = PixelSize(width: 56, height: 44)
  static let model = PixelSize(width: 16, height: 12)

  static let all: NumbersFromDefinitions? = {
    let file = Fixtures.folder.appending(path: "carrying.json")
    return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Self.self, from: $0) }
  }()

  /// Where the model has the eyes.
  static var eyes: EyePair { pair(all?.template ?? []) }

  /// The sum of the script as it is now.
  static func scriptSum() throws -> String {
    let script = try Data(contentsOf: Fixtures.folder.appending(path: "make-carrying.py"))
    return SHA256.hash(data: script).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The photograph of noise, in bytes.
  static func picture(alpha: Image.Samples? = nil) -> Image {
    Image(
      size: photograph, channels: 3, samples: .bytes((0..<photograph.count * 3).map(NumbersFromPillow.noise)),
      alpha: alpha)
  }

  /// The change of noise, plane by plane.
  static var change: Tensor {
    Tensor(
      [3, model.height, model.width],
      (0..<3 * model.count).map { i in
        let sample = 7000 + i % model.count * 3 + i / model.count
        return (Float(NumbersFromPillow.noise(sample)) - 128) / 255
      })
  }
}

private func pair(_ points: [[Double]]) -> EyePair {
  EyePair(Point(points[0][0], points[0][1]), Point(points[1][0], points[1][1]))
}
