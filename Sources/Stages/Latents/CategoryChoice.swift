import Autoencoders
import Dataflow
import Documents
import Tensors

/// A category that a recipe sets: a 1 in its place among the numbers of a categorical latent, and zeros beside it.
struct CategoryChoice: Sendable, Hashable {
  private let range: Range<Int>
  private let chosen: Int

  /// Finds a category by its name, or by its number, counted from 0.
  /// - Parameter latent: the name of the categorical latent.
  /// - Returns: nil for a model that has no categorical latent of this name.
  /// - Throws: ``FieldError`` for a category that it does not have.
  init?(_ category: String, of latent: String, _ model: Autoencoder) throws {
    guard let own = model.description.categorical.first(where: { $0.name == latent }) else { return nil }
    guard let number = own.category(category) else {
      let names = own.categories
      let hint = NearestName.hint(for: category, among: names.filter { Int($0) == nil })
      let known = "; it has " + names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
      throw FieldError(
        latent, "\"\(latent)\" of the model \(model.name) has no category \"\(category)\"\(hint.isEmpty ? known : hint)"
      )
    }
    range = own.range
    chosen = own.range.lowerBound + number
  }

  func apply(to latent: inout Latent) { for i in range { latent.tensor[i] = i == chosen ? 1 : 0 } }
}
