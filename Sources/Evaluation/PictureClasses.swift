public import Autoencoders
public import Files

/// The class of each picture, which a conditional model is told with it.
public struct PictureClasses: Sendable {
  /// Where it stands.
  public enum Source: Hashable, Sendable {
    /// In a column of a table whose first column names the pictures.
    case table(Path, column: String)
    /// It is the first part of the picture's path below the folder.
    case folders
  }

  /// As the index of one of the model's labels, by the picture's key.
  private let numbers: [String: Int]

  /// Of a model without a condition.
  public static let none = PictureClasses(numbers: [:])

  private init(numbers: [String: Int]) { self.numbers = numbers }

  /// Reads the classes of some pictures.
  /// - Parameter keys: their paths below the folder.
  /// - Throws: `FileError`, `TableError`; ``EvaluationError`` for a picture without a class, or of one that the model does
  ///   not know.
  public init(_ source: Source, keys: [String], of model: Autoencoder) throws {
    let names = model.description.labels
    guard !names.isEmpty else { throw EvaluationError.noCondition(model: model.name) }
    let words = try Self.words(source, keys)
    var numbers: [String: Int] = [:]
    for key in keys {
      let word = words(key)
      guard let number = names.firstIndex(of: word) else {
        throw EvaluationError.unknownClass(word, picture: key, labels: names)
      }
      numbers[key] = number
    }
    self.numbers = numbers
  }

  static func words(_ source: Source, _ keys: [String]) throws -> (String) -> String {
    switch source {
    case .folders: return { Path($0).components.count > 1 ? Path($0).components[0] : "" }
    case .table(let path, let column):
      let table = try Table(name: path.string, bytes: readFile(path, limit: 1 << 28))
      let place = try table.column(column)
      let rows = table.rowsByName
      return { key in rows[key].map { table[$0, place] } ?? "" }
    }
  }

  /// What the networks are told of some pictures: nothing for a model without a condition.
  func labels(_ keys: [String]) -> [Int] { numbers.isEmpty ? [] : keys.compactMap { numbers[$0] } }

  /// What the decoder is told of some draws from the prior: one class after the other.
  static func ofDraws(_ draws: Range<Int>, _ model: Autoencoder) -> [Int] {
    let count = model.description.labels.count
    return count == 0 ? [] : draws.map { $0 % count }
  }

  /// - Throws: ``EvaluationError`` for a conditional model that nobody told the classes for.
  func check(for model: Autoencoder) throws(EvaluationError) {
    let names = model.description.labels
    if numbers.isEmpty, !names.isEmpty { throw .classesNeeded(labels: names) }
  }
}
