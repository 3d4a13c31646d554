import Dataflow
import Documents

/// A name with places for parts of an item's name: `out/{path}/{stem}_{strength:+.1f}.png`.
struct NameTemplate: Sendable, Hashable {
  /// One piece of the template.
  enum Part: Sendable, Hashable {
    case text(String)
    case place(String, NumberFormat?)
  }

  let text: String
  let parts: [Part]

  /// The places every item has.
  static let common = ["path", "stem", "ext", "key", "index"]

  /// Reads a template. `{{` and `}}` stand for braces.
  /// - Throws: ``FieldError`` of the field it stands in.
  init(_ text: String, field: String) throws {
    self.text = text
    parts = try Self.parse(text, field)
  }

  /// Checks that every place will have a value.
  /// - Parameter coordinates: the names of the coordinates that reach the stage.
  func check(_ coordinates: [String], field: String) throws {
    let known = Self.common + coordinates
    for case .place(let name, _) in parts where !known.contains(name) {
      let nearest = NearestName.hint(for: name, among: known)
      let has = "; there are " + known.map { "{\($0)}" }.joined(separator: ", ")
      throw FieldError(field, "unknown placeholder {\(name)}\(nearest.isEmpty ? has : nearest)")
    }
  }

  /// Whether it has a place at all.
  var hasPlaces: Bool { parts.contains { if case .place = $0 { true } else { false } } }

  /// The name for one item.
  /// - Parameter index: the item's number, from 1.
  /// - Parameter facts: further values, which are known only when the item is there.
  func resolve(_ id: ItemID, index: Int, facts: Facts = Facts()) -> String {
    let key = ItemKey(id.key)
    return parts.reduce(into: "") { name, part in
      switch part {
      case .text(let text): name += text
      case .place("path", _): name += key.path
      case .place("stem", _): name += key.stem
      case .place("ext", _): name += key.ext
      case .place("key", _): name += id.key
      case .place("index", let format): name += format?.apply(Double(index)) ?? String(index)
      case .place(let other, let format): name += Self.value(id[other] ?? facts.values[other], format)
      }
    }
  }

  private static func value(_ value: Coordinate.Value?, _ format: NumberFormat?) -> String {
    guard let value else { return "" }
    if case .number(let number) = value, let format { return format.apply(number) }
    return value.description
  }

  private static func parse(_ text: String, _ field: String) throws -> [Part] {
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    while let brace = rest.first(where: { $0 == "{" || $0 == "}" }), let at = rest.firstIndex(of: brace) {
      plain += rest[..<at]
      rest = rest[at...]
      if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
        plain.append(brace)
        rest = rest.dropFirst(2)
        continue
      }
      guard brace == "{", let end = rest.firstIndex(of: "}") else {
        throw FieldError(field, "a \"\(brace)\" without its partner in \"\(text)\"; write \(brace)\(brace) for a brace")
      }
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      parts.append(try place(rest.dropFirst()[..<end], field))
      rest = rest[rest.index(after: end)...]
    }
    plain += rest
    return plain.isEmpty ? parts : parts + [.text(plain)]
  }

  private static func place(_ text: Substring, _ field: String) throws -> Part {
    guard let colon = text.firstIndex(of: ":") else { return .place(String(text), nil) }
    let format = text[text.index(after: colon)...]
    guard let number = NumberFormat(format) else {
      throw FieldError(field, "\"\(format)\" is no number format; write 05 for 00007, or +.1f for +1.5")
    }
    return .place(String(text[..<colon]), number)
  }
}
