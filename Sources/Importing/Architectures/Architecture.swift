package import Documents

/// A template: what a model is of whose tensors only names and shapes are known.
///
/// A new one is one file that conforms, and one line in `Architectures`.
package protocol Architecture: Sendable {
  /// Its name for `--architecture`.
  static var name: String { get }

  /// What it is, in a phrase, with the names by which it is found.
  static var summary: String { get }

  /// Whether the tensors' names look like it.
  static func fits(_ weights: WeightInventory) -> Bool

  /// What the model is.
  /// - Throws: the tensor that is missing or has another shape than it must.
  static func blueprint(_ weights: WeightInventory, _ settings: ImportSettings) throws(ImportError) -> Blueprint
}

/// A model as a template makes it of tensors: everything but the tensors.
package struct Blueprint: Sendable {
  /// The mapping of `model.yaml`, without `format` and `name`.
  package var description: [Node.Field] = []
  /// What was assumed.
  package var assumptions: [Assumption] = []
  /// How tensors lie that must be turned before the layers have them.
  package var layouts: [String: WeightLayout] = [:]
  /// Tensors that no layer needs: those of other parts of the model.
  package var unused: Set<String> = []

  package init() {}
}
