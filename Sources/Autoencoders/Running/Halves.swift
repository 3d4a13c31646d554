import Kernels

/// An encoder or a decoder, whose last output is a spread where there is one: as a whole, and without the spread.
struct Halves: Sendable {
  /// All outputs.
  let whole: Network
  /// All but the spread.
  private let mean: Network

  /// - Parameter withoutSpread: how many outputs there are before the spread.
  init(_ program: Program, withoutSpread: Int = 1, _ kernels: any Kernels, chunk: Int) {
    whole = Network(program, kernels, chunk: chunk)
    mean =
      program.outputs.count > withoutSpread
      ? Network(program.giving(0..<withoutSpread), kernels, chunk: chunk) : whole
  }

  /// The network that gives the spread too, or the one that does not.
  func network(_ spread: Bool) -> Network { spread ? whole : mean }
}
