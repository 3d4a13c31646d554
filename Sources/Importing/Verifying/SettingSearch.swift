import Autoencoders
import Files

/// Finds what a model's files do not say by its golden tensors: of each setting that the user left open, one after the
/// other, the choice that brings the numbers nearest.
struct SettingSearch {
  /// A choice and how a user would say it.
  private struct Choice {
    let option: String
    let apply: (inout ImportSettings) -> Void
  }

  private let folder: Path
  private let sources: [Path]
  private let golden: Path
  private let tolerance: Float
  private var settings: ImportSettings
  private var distance: Float
  /// What was found, as options.
  private(set) var found: [String] = []

  /// Rounds over all settings: one may show only when another is right.
  private static let rounds = 2

  init(
    _ sources: [Path], to folder: Path, _ settings: ImportSettings, golden: Path, tolerance: Float
  ) {
    (self.sources, self.folder, self.settings, self.golden) = (sources, folder, settings, golden)
    self.tolerance = tolerance
    distance = .infinity
  }

  /// The settings with which the golden tensors come out; nil if none are found.
  mutating func run() -> ImportSettings? {
    let open = Self.settings(leftOpenIn: settings)
    distance = distance(of: settings)
    let said = settings
    var chosen: [Int: Choice] = [:]
    for _ in 0..<Self.rounds {
      for (number, choices) in open.enumerated() {
        for choice in choices {
          var candidate = settings
          choice.apply(&candidate)
          let reached = distance(of: candidate)
          guard reached < distance else { continue }
          (settings, distance, chosen[number]) = (candidate, reached, choice)
        }
        if distance <= tolerance { return needed(chosen.sorted { $0.key < $1.key }.map(\.value), said) }
      }
    }
    return nil
  }

  /// The settings with those of the choices without which the numbers do not come out, which are noted as found.
  private mutating func needed(_ chosen: [Choice], _ said: ImportSettings) -> ImportSettings {
    func applied(_ choices: [Choice]) -> ImportSettings { choices.reduce(into: said) { $1.apply(&$0) } }
    var kept = chosen
    for place in chosen.indices.reversed() {
      var fewer = kept
      fewer.remove(at: place)
      if distance(of: applied(fewer)) <= tolerance { kept = fewer }
    }
    found = kept.map(\.option)
    return applied(kept)
  }

  /// The sum of all differences; those far off count alike, so that a setting shows that brings one tensor near.
  private func distance(of settings: ImportSettings) -> Float {
    guard let model = try? ModelImport(sources, to: folder, settings).draft?.model(),
      let differences = try? GoldenCheck.run(model, golden), !differences.isEmpty
    else { return .infinity }
    if differences.allSatisfy({ $0.relative <= tolerance }) { return 0 }
    return differences.reduce(0) { $0 + ($1.relative.isNaN ? 1 : min($1.relative, 1)) }
  }

  private static func settings(leftOpenIn said: ImportSettings) -> [[Choice]] {
    var open: [[Choice]] = []
    func add<Value>(
      _ place: WritableKeyPath<ImportSettings, Value?>, _ option: String, _ values: [Value], _ text: (Value) -> String
    ) {
      guard said[keyPath: place] == nil else { return }
      open.append(
        values.map { value in Choice(option: "\(option) \(text(value))") { $0[keyPath: place] = value } })
    }
    add(\.encoderActivation, "--encoder-activation", ActivationChoice.usual) { "\($0)" }
    add(\.flatten, "--flatten", FlattenOrder.allCases) { $0.rawValue }
    add(\.layout, "--layout", [.chunked, .interleaved]) { $0.rawValue }
    add(\.spread, "--spread", SpreadMeaning.allCases) { $0.rawValue }
    add(\.decoderActivation, "--decoder-activation", ActivationChoice.usual) { "\($0)" }
    add(\.output, "--out", OutputMeaning.allCases) { $0.rawValue }
    return open
  }
}
