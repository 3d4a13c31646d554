public import Dataflow
import Tensors

/// Where the edits of an item act on its picture.
enum EditedArea: Sendable {
  /// Nobody knows, so anywhere.
  case everywhere
  /// A weight in 0…1 for each pixel, [height, width].
  case weighted(Tensor)

  /// Where one or the other acts: the greater weight at each pixel.
  func union(_ other: EditedArea) -> EditedArea {
    guard case (.weighted(let a), .weighted(let b)) = (self, other), a.shape == b.shape else { return .everywhere }
    return .weighted(a.combined(with: b, max))
  }
}

/// Nothing is carried as long as nothing was edited.
enum EditedAreaKey: CarriedKey { typealias Value = EditedArea }

extension Carried {
  /// The same after one more edit, which acts in an area; nil is an edit that changes nothing.
  func edited(in area: EditedArea?) -> Carried {
    guard let area else { return self }
    var carried = self
    carried[EditedAreaKey.self] = self[EditedAreaKey.self]?.union(area) ?? area
    return carried
  }
}

extension MapStage where Input == Latent, Output == Latent {
  /// What travelled so far; and that the item was edited, wherever it may show, unless the stage knows better.
  public func carried(from item: Item<Latent>, to output: Latent) -> Carried { item.carried.edited(in: .everywhere) }
}
