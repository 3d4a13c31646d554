import Dataflow
import Images

/// What a sheet says, its templates read and checked.
struct MontageTexts: Sendable {
  private var title: NameTemplate?
  private var caption: NameTemplate?
  private var columnLabel: NameTemplate?
  private var rowLabel: NameTemplate?

  /// Says nothing.
  init() {}

  /// - Parameters:
  ///   - coordinates: nil where the pipeline does not know them before it runs.
  ///   - facts: the names of what is told of the items.
  /// - Throws: ``FieldError`` for a place that will have no value.
  init(_ wording: Montage.Wording, coordinates: [String]?, facts: [String]) throws {
    func template(_ text: String?, _ field: FieldDeclaration) throws -> NameTemplate? {
      guard let text else { return nil }
      let template = try NameTemplate(text, field: field.name)
      if let coordinates { try template.check(coordinates + facts, field: field.name) }
      return template
    }
    title = try template(wording.title, Montage.title.declaration)
    caption = try template(wording.caption, Montage.caption.declaration)
    columnLabel = try template(wording.columnLabel, Montage.columnLabel.declaration)
    rowLabel = try template(wording.rowLabel, Montage.rowLabel.declaration)
  }

  /// The sheet's title; nil where none was asked for.
  func title(_ members: [Item<Image>]) -> String? {
    zip([title].compactMap(\.self), members.prefix(1)).map { $0.text(of: $1, index: 1) }.first
  }

  /// Each picture's caption.
  func captions(_ members: [Item<Image>]) -> [String]? {
    caption.map { caption in members.enumerated().map { caption.text(of: $1, index: $0 + 1) } }
  }

  /// A label for each column, from its first picture.
  func columnLabels(_ sheet: MontageLayout.Sheet, _ members: [Item<Image>]) -> [String]? {
    columnLabel.map { Self.labels($0, sheet.members.map(\.column), members) }
  }

  /// A label for each row, from its first picture.
  func rowLabels(_ sheet: MontageLayout.Sheet, _ members: [Item<Image>]) -> [String]? {
    rowLabel.map { Self.labels($0, sheet.members.map(\.row), members) }
  }

  private static func labels(_ template: NameTemplate, _ lines: [Int], _ members: [Item<Image>]) -> [String] {
    (0...(lines.max() ?? 0)).map { line in
      guard let first = lines.firstIndex(of: line) else { return "" }
      return template.text(of: members[first], index: line + 1)
    }
  }
}

extension NameTemplate {
  /// The text for one picture, with typographic minus signs.
  fileprivate func text(of item: Item<Image>, index: Int) -> String {
    resolve(item.id, index: index, facts: item.carried[FactsKey.self] ?? Facts()).withMinusSigns
  }
}

extension String {
  /// A hyphen that begins a number becomes a minus sign.
  var withMinusSigns: String {
    let letters = Array(self)
    return String(
      letters.enumerated().map { index, letter in
        let begins = index == 0 || !(letters[index - 1].isLetter || letters[index - 1].isNumber)
        let isNumber = index + 1 < letters.count && letters[index + 1].isNumber
        return letter == "-" && begins && isNumber ? "−" : letter
      })
  }
}
