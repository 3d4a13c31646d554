internal import Tensors

/// Tensors of one storage may be one and the same, or lie in one another, as tied weights do; what else they share is a
/// mistake, or an attack on the reader's memory.
enum TorchOverlap {
  /// How many times the file's bytes all tensors together may have.
  private static let mostCopies = 8

  static func check(_ views: [String: TorchView], fileSize: Int) throws(TorchError.Problem) {
    let total = views.values.reduce(0) { sum, view in
      let (next, overflows) = sum.addingReportingOverflow(view.shape.count * view.storage.type.byteCount)
      return overflows ? .max : next
    }
    guard total / mostCopies <= fileSize + (1 << 16) else { throw .tooMany(bytes: total, size: fileSize) }
    let byStorage = Dictionary(grouping: views.filter { !$0.value.bytes.isEmpty }) { $0.value.storage.key }
    for tensors in byStorage.values where tensors.count > 1 {
      let inOrder = tensors.sorted {
        ($0.value.bytes.lowerBound, -$0.value.bytes.upperBound, $0.key)
          < ($1.value.bytes.lowerBound, -$1.value.bytes.upperBound, $1.key)
      }
      var enclosing: [(name: String, end: Int)] = []
      for (name, view) in inOrder {
        while let last = enclosing.last, last.end <= view.bytes.lowerBound { enclosing.removeLast() }
        if let last = enclosing.last, last.end < view.bytes.upperBound { throw .overlap(last.name, name) }
        enclosing.append((name, view.bytes.upperBound))
      }
    }
  }
}
