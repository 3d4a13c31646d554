import Documents
import Files

/// The `config.json` of a diffusers folder.
struct DiffusersConfiguration {
  let path: Path
  private let root: JSONValue

  private static let largest = 1 << 20

  /// Reads a file.
  /// - Throws: `FileError`; `ImportError.configuration` for what is no JSON object.
  init(_ path: Path) throws {
    self.path = path
    let bytes = try readFile(path, limit: Self.largest)
    do { root = try JSONValue.parse(bytes) } catch {
      throw ImportError.configuration(file: path.string, "it is not read as JSON: \(error)")
    }
    guard root.object != nil else { throw ImportError.configuration(file: path.string, "it is no JSON object") }
  }

  /// The class of the model.
  var className: String { root["_class_name"]?.string ?? "" }

  /// A whole number from 1 on, or what holds where there is none.
  func integer(_ name: String, default fallback: Int) throws(ImportError) -> Int {
    guard let value = value(name) else { return fallback }
    guard let number = value.int, (1...1 << 15).contains(number) else { throw wrong(name, "a whole number from 1 on") }
    return number
  }

  /// A number, or nil where there is none.
  func number(_ name: String) throws(ImportError) -> Double? {
    guard let value = value(name) else { return nil }
    guard let number = value.double, number.isFinite else { throw wrong(name, "a number") }
    return number
  }

  /// A truth, or what holds where there is none.
  func flag(_ name: String, default fallback: Bool) throws(ImportError) -> Bool {
    guard let value = value(name) else { return fallback }
    guard let flag = value.bool else { throw wrong(name, "true or false") }
    return flag
  }

  /// A text, or what holds where there is none.
  func text(_ name: String, default fallback: String) throws(ImportError) -> String {
    guard let value = value(name) else { return fallback }
    guard let text = value.string else { throw wrong(name, "a text") }
    return text
  }

  /// A list of whole numbers from 1 on.
  func integers(_ name: String) throws(ImportError) -> [Int] {
    let numbers = value(name)?.array?.compactMap(\.int).filter { (1...1 << 15).contains($0) } ?? []
    guard !numbers.isEmpty, numbers.count == value(name)?.array?.count, numbers.count <= 16 else {
      throw wrong(name, "a list of whole numbers")
    }
    return numbers
  }

  /// A list of texts.
  func texts(_ name: String) throws(ImportError) -> [String] {
    let texts = value(name)?.array?.compactMap(\.string) ?? []
    guard texts.count == value(name)?.array?.count else { throw wrong(name, "a list of texts") }
    return texts
  }

  private func value(_ name: String) -> JSONValue? {
    guard let value = root[name], value != .null else { return nil }
    return value
  }

  private func wrong(_ name: String, _ expected: String) -> ImportError {
    .configuration(file: path.string, "\"\(name)\" must be \(expected)\(value(name) == nil ? ", but is missing" : "")")
  }
}
