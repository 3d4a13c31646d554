import Tensors

extension Shape {
  /// So many of them one after the other along the first axis: those of a mixture's components.
  func repeated(_ count: Int) -> Shape { Shape((0..<rank).map { $0 == 0 ? self[0] * count : self[$0] }) }
}
