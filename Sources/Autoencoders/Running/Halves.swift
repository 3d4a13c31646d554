import Kernels

/// An encoder or a decoder, whose outputs are a mean and a spread where there is one: as a whole, and without the spread.
struct Halves: Sendable {
  /// Mean and spread.
  let whole: Network
  /// The mean alone.
  private let mean: Network

  init(_ program: Program, _ kernels: any Kernels, chunk: Int) {
    whole = Network(program, kernels, chunk: chunk)
    mean = program.outputs.count > 1 ? Network(program.giving(0..<1), kernels, chunk: chunk) : whole
  }

  /// The network that gives the spread too, or the one that does not.
  func network(_ spread: Bool) -> Network { spread ? whole : mean }
}
