public import Autoencoders
public import Documents
import Files
import Tensors

/// How far the categories of a model are classes that somebody else has named: the share of the pictures whose class is the
/// most frequent one of their category (purity). Each picture has its likeliest category.
public struct CategoryPurity: Sendable {
  /// One category.
  public struct Row: Hashable, Sendable {
    /// As the model calls it.
    public let category: String
    /// How many pictures it has.
    public let count: Int
    /// Their most frequent class; empty without pictures.
    public let mostFrequent: String
    /// How many pictures have that class.
    public let members: Int
  }

  /// The categorical latent.
  public let latent: String
  /// Its categories, in their order.
  public let rows: [Row]

  /// - Parameters:
  ///   - choices: the category of each picture.
  ///   - classes: the class of each picture.
  public init(_ latent: CategoricalLatent, choices: [Int], classes: [String]) {
    self.latent = latent.name
    rows = latent.categories.enumerated().map { number, name in
      let own = zip(choices, classes).filter { $0.0 == number }.map(\.1)
      let counts = Dictionary(own.map { ($0, 1) }, uniquingKeysWith: +)
      let best = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }
      return Row(category: name, count: own.count, mostFrequent: best?.key ?? "", members: best?.value ?? 0)
    }
  }

  /// The share of all pictures that has the most frequent class of its category.
  public var purity: Double {
    Double(rows.reduce(0) { $0 + $1.members }) / Double(max(1, rows.reduce(0) { $0 + $1.count }))
  }

  /// Of every categorical latent of a model, over the pictures of an evaluation.
  /// - Throws: ``EvaluationError`` for a model without, or a picture without a class; `TableError`, `FileError`.
  public static func all(_ evaluation: Evaluation, _ source: PictureClasses.Source) throws -> [CategoryPurity] {
    let model = evaluation.model
    guard !model.description.categorical.isEmpty else { throw EvaluationError.noCategories(model: model.name) }
    let words = try PictureClasses.words(source, evaluation.pictures.map(\.key))
    let classes = try evaluation.pictures.map { picture in
      let word = words(picture.key)
      guard !word.isEmpty else { throw EvaluationError.unclassified(picture: picture.key) }
      return word
    }
    return model.description.categorical.map { latent in
      let choices = evaluation.pictures.map { picture in
        latent.range.firstIndex { picture.posterior.mean[$0] == 1 }.map { $0 - latent.range.lowerBound } ?? 0
      }
      return CategoryPurity(latent, choices: choices, classes: classes)
    }
  }

  /// Everything as JSON.
  public var json: JSONValue {
    [
      "latent": .string(latent), "purity": .number(purity),
      "categories": .array(
        rows.map {
          [
            "category": .string($0.category), "pictures": .int($0.count), "most frequent": .string($0.mostFrequent),
            "members": .int($0.members),
          ]
        }),
    ]
  }
}
