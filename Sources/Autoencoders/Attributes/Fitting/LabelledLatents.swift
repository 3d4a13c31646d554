import Statistics
import Tensors

/// Latents of pictures with their labels.
struct LabelledLatents: Sendable {
  private let dimension: Int
  private var numbers: [Double] = []
  private(set) var keys: [String] = []
  private(set) var hasAttribute: [Bool] = []
  /// The number of each one's cell: bit k is the label of the k-th attribute that is balanced over.
  private(set) var cells: [Int] = []

  init(dimension: Int) { self.dimension = dimension }

  mutating func add(key: String, hasAttribute: Bool, others: [Bool], _ latent: Tensor) {
    keys.append(key)
    self.hasAttribute.append(hasAttribute)
    cells.append(others.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) })
    latent.withUnsafeElements { for element in $0 { numbers.append(Double(element)) } }
  }

  var count: Int { keys.count }

  /// A row a picture.
  var matrix: Matrix { Matrix(rows: count, columns: dimension, numbers) }

  var counts: AttributeVector.ClassCounts { counts { _ in true } }

  /// The classes of those for which something holds.
  func counts(_ isCounted: (Int) -> Bool) -> AttributeVector.ClassCounts {
    var counts = AttributeVector.ClassCounts(with: 0, without: 0)
    for i in keys.indices where isCounted(i) { counts.count(hasAttribute[i]) }
    return counts
  }

  /// Those for which something holds.
  func filtered(_ isKept: (Int) -> Bool) -> LabelledLatents {
    var kept = LabelledLatents(dimension: dimension)
    for i in keys.indices where isKept(i) {
      kept.keys.append(keys[i])
      kept.hasAttribute.append(hasAttribute[i])
      kept.cells.append(cells[i])
      kept.numbers += numbers[i * dimension..<(i + 1) * dimension]
    }
    return kept
  }

  /// The latent of a picture.
  func latent(_ index: Int, _ shape: Shape) -> Tensor {
    Tensor(shape, numbers[index * dimension..<(index + 1) * dimension].map { Float($0) })
  }
}
