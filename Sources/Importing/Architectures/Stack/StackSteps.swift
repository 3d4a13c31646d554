/// A product of one half of a model, with the batch norm behind it.
struct StackStep {
  let product: StackModule
  var norm: StackModule?
  /// Whether an activation follows, as far as the places in a sequence tell.
  var isActivated = true
}

extension StackStep {
  /// The layers of a half in the order in which they compute: an encoder's convolutions stand before its linear layers, a
  /// decoder's behind them.
  /// - Throws: `ImportError.ambiguous` for a norm that cannot be told which product it follows.
  static func ordered(_ modules: [StackModule], isEncoder: Bool) throws(ImportError) -> [StackStep] {
    let products = modules.filter(\.isProduct)
    let kernels = products.filter(\.isKernel)
    let linears = products.filter { !$0.isKernel }
    var steps = (isEncoder ? kernels + linears : linears + kernels).map { StackStep(product: $0) }
    for norm in modules where !norm.isProduct {
      guard let index = place(of: norm, steps) else {
        throw .ambiguous("which layer the batch norm \"\(norm.name)\" follows does not show in its name")
      }
      steps[index].norm = norm
    }
    for index in steps.indices.dropLast() {
      steps[index].isActivated = steps[index].isActivated(before: steps[index + 1])
    }
    return steps
  }

  /// The last product before it in a sequence; the one of its number where layers have names.
  private static func place(of norm: StackModule, _ steps: [StackStep]) -> Int? {
    let siblings = steps.indices.filter { steps[$0].product.parent == norm.parent && steps[$0].norm == nil }
    if let place = norm.place {
      return siblings.filter { (steps[$0].product.place ?? .max) < place }
        .max { (steps[$0].product.place ?? 0) < (steps[$1].product.place ?? 0) }
    }
    return siblings.first {
      norm.number != nil && steps[$0].product.number == norm.number && steps[$0].product.isKernel
    }
      ?? siblings.first { norm.number != nil && steps[$0].product.number == norm.number }
  }

  /// In a sequence, what has no tensors leaves a gap: one for an activation, and one more for a change of shape.
  private func isActivated(before next: StackStep) -> Bool {
    if product.parts.first?.contains("input") == true, norm == nil { return false }
    guard product.parent == next.product.parent, let place = norm?.place ?? product.place,
      let other = next.product.place
    else { return true }
    let reshapes = product.isKernel != next.product.isKernel
    return other - place - 1 >= (reshapes ? 2 : 1)
  }
}
