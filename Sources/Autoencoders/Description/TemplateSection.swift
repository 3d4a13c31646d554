import Documents
import Images
import Layers

extension EyePair {
  private static let fields: [FieldDeclaration] = [
    .required("eyes", .section("a list"), "two points as [[23.8, 30.1], [39.4, 30.1]], in pixels")
  ]

  /// Reads `template`: where the eyes are in a model's pictures.
  init?(template node: Node, of input: ModelDescription.Input, _ reading: inout Reading) {
    let fields = Fields(node, of: "template", declared: Self.fields, &reading)
    guard let place = fields.section("eyes") else { return nil }
    let points = place.sequence?.compactMap(Point.init(_:)) ?? []
    guard points.count == 2, place.sequence?.count == 2 else {
      reading.error("\"eyes\" of template must be two points as [[23.8, 30.1], [39.4, 30.1]]", at: place)
      return nil
    }
    self.init(points[0], points[1])
    guard let height = input.height.fixed, let width = input.width.fixed else {
      reading.error("a template is for pictures of a fixed size", at: place)
      return nil
    }
    do { try check(inside: PixelSize(width: width, height: height)) } catch {
      reading.error("\"eyes\" of template: \(error)", at: place)
    }
  }
}

extension Point {
  /// Two numbers in a list.
  fileprivate init?(_ node: Node) {
    let numbers = node.sequence?.compactMap { $0.scalar?.double } ?? []
    guard numbers.count == 2, node.sequence?.count == 2 else { return nil }
    self.init(numbers[0], numbers[1])
  }
}
