public import Autoencoders
public import Files
public import Images
import Tensors

extension Evaluation {
  /// How many pictures stand in a row of the sheet.
  public static let sheetColumns = 8

  /// A sheet for the eye: photographs, their reconstructions, and pictures of nobody from each prior.
  /// - Parameters:
  ///   - paths: the pictures that were evaluated; every so many of them is shown.
  ///   - reader: as for the evaluation.
  /// - Throws: what reading and the kernels report.
  public func sheet(_ paths: [Path], _ reader: PictureReader) throws -> Image {
    let failed = Set(failures.map(\.path))
    let sound = paths.filter { !failed.contains($0) }
    let count = min(2 * Self.sheetColumns, sound.count)
    let shown = (0..<count).map { sound[$0 * sound.count / count] }
    let photographs = try shown.map { try reader.read($0) }
    let told = classes.labels(shown.map { $0.key(below: folder) })
    let means = try model.encode(photographs, labels: told, spread: false).map { try $0.get().mean }
    let decoded = try model.decode(means, labels: told, spread: false).map { try $0.get().mean }
    var rows: [[Image?]] = []
    var labels: [String] = []
    for start in stride(from: 0, to: count, by: Self.sheetColumns) {
      let range = start..<min(start + Self.sheetColumns, count)
      rows += [try range.map { try image(photographs[$0]) }, try range.map { try image(decoded[$0]) }]
      labels += ["photograph", "reconstruction"]
    }
    for sample in samples {
      for start in stride(from: 0, to: min(2 * Self.sheetColumns, sample.pictures.count), by: Self.sheetColumns) {
        let range = start..<min(start + Self.sheetColumns, sample.pictures.count)
        rows.append(try range.map { try image(sample.pictures[$0]) })
        labels.append("from \(sample.kind.rawValue)")
      }
    }
    let enlargement = max(1, 128 / max(model.pictureShape[1], model.pictureShape[2]))
    return try ContactSheet(
      rows: rows, rowLabels: labels, style: ContactSheet.Style(enlargement: min(4, enlargement))
    ).drawn()
  }

  private func image(_ tensor: Tensor) throws -> Image { try Image(tensor, range: model.description.input.range) }
}
