public import Files
public import Tensors

/// Why an attribute vector cannot be used or made.
public enum AttributeError: Error, Hashable, Sendable {
  /// The vector belongs to another model.
  case otherModel(vector: String, of: AttributeVector.ModelIdentity, model: AttributeVector.ModelIdentity)
  /// The vector has another shape than the model's latents.
  case shape(vector: String, expected: Shape, found: Shape)
  /// Latents of a shape have no channels that a vector could have a number for.
  case noChannels(name: String, Shape)
  /// The model has no vector of this name.
  case unknown(name: String, model: String, available: [String])
  /// A file of a vector lacks something, or it cannot be read.
  case file(Path, missing: String)
  /// The vector is zero or not finite.
  case noDirection(name: String)
  /// The footprint beside a vector is none.
  case footprint(vector: String, found: String)
  /// None of the pictures to fit on has the attribute, or all have.
  case emptyClass(name: String, counts: AttributeVector.ClassCounts)
  /// There are too few pictures of a class to fit on.
  case tooFew(name: String, counts: AttributeVector.ClassCounts, minimum: Int)
  /// A cell that a fit is balanced over has no picture of a class.
  case emptyCell(name: String, cell: String, hasAttribute: Bool)
  /// The vectors that are to be projected out depend on each other.
  case dependent([String])
  /// Nothing is left of a direction when others are projected out.
  case nothingLeft(name: String, others: [String])
  /// There are too few pictures.
  case fewPictures(count: Int, minimum: Int)
  /// The pictures do not differ.
  case noVariance(count: Int)
  /// A vector does not know what a recipe asks of it.
  case unknownPlace(vector: String, what: String)
  /// An expression of vectors is none.
  case expression(String, problem: String)
  /// Two models differ too much where a vector is concerned.
  case disagreement(
    vector: String, of: AttributeVector.ModelIdentity, model: AttributeVector.ModelIdentity, ModelAgreement)
  /// A line of a text of pairs is no pair.
  case pair(Path, line: Int)
  /// The table has no such column.
  case column(String, table: Path, columns: [String])
  /// The rows asked for are not in the table.
  case rows(ClosedRange<Int>, table: Path, count: Int)
  /// Pictures that the labels name are not there.
  case missingPictures(first: Path, count: Int)
}
