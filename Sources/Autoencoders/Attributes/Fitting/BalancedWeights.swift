/// How much each picture counts in a fit.
struct BalancedWeights {
  /// A weight for each picture.
  let weights: [Double]
  /// The pictures of each cell; none where the fit is not balanced.
  let cells: [AttributeVector.Cell]

  /// Every picture counts the same; or, balanced over k labels, each of the 2ᵏ cells weighs the same in either class.
  /// - Throws: `AttributeError.emptyCell` where a class has no picture in a cell.
  init(_ latents: LabelledLatents, over labels: [String], name: String) throws(AttributeError) {
    guard !labels.isEmpty else {
      weights = [Double](repeating: 1, count: latents.count)
      cells = []
      return
    }
    let number = 1 << labels.count
    var counts = [AttributeVector.ClassCounts](repeating: .init(with: 0, without: 0), count: number)
    for i in latents.keys.indices { counts[latents.cells[i]].count(latents.hasAttribute[i]) }
    let names = (0..<number).map { Self.name($0, labels) }
    for (cell, counts) in zip(names, counts) where counts.with == 0 || counts.without == 0 {
      throw .emptyCell(name: name, cell: cell, hasAttribute: counts.with == 0)
    }
    weights = latents.keys.indices.map { i in
      let count = counts[latents.cells[i]]
      return 1 / Double((latents.hasAttribute[i] ? count.with : count.without) * number)
    }
    cells = zip(names, counts).map { AttributeVector.Cell(name: $0, counts: $1) }
  }

  /// As `Male, not Young`.
  private static func name(_ cell: Int, _ labels: [String]) -> String {
    labels.enumerated().map { k, label in cell & 1 << k != 0 ? label : "not \(label)" }.joined(separator: ", ")
  }
}
