import Charts
import Files

/// Draws the figures of Documentation/theory.md that come from formulas alone: `TheoryFigures FOLDER`.
@main enum TheoryFigures {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else { throw UsageError() }
    let folder = Path(CommandLine.arguments[1])
    for (name, figure) in [
      ("kl-asymmetry", AsymmetryFigure.figure), ("kl-terms", DivergenceTerms.figure), ("bound", BoundFigure.figure),
    ] {
      try AtomicFile.write(Array(figure.svg.utf8), to: folder / "\(name).svg", existing: .overwrite)
    }
  }

  /// Evenly spaced numbers, both ends among them.
  static func steps(_ range: ClosedRange<Double>, _ count: Int = 161) -> [Double] {
    (0..<count).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1) }
  }

  /// A number with two decimals.
  static func short(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}

/// The command was not called as it must be.
struct UsageError: Error, CustomStringConvertible {
  let description = "say the folder that the figures go to: TheoryFigures FOLDER"
}
