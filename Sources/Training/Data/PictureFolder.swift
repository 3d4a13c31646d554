public import Autoencoders
public import Files
public import Images
import Tensors

/// A folder of pictures to learn from, with labels from a table or from the names of its folders if there are any.
public struct PictureFolder: Hashable, Sendable {
  /// Where the label of a picture stands.
  public enum Labels: Hashable, Sendable {
    /// A column of a table whose first column names the pictures.
    case table(Path, column: String)
    /// The first part of the picture's path below the folder.
    case folders
  }

  /// Where the pictures lie.
  public var folder: Path
  /// The part of each picture that is taken; nil for all of it.
  public var crop: CropBox?
  /// How that part comes to the model's size; nil if it must have it.
  public var fit: Fit?
  /// Only these, counted from 1 in natural order; nil for all.
  public var rows: ClosedRange<Int>?
  /// Where the labels stand; nil for none.
  public var labels: Labels?
  /// The true factors of the pictures, and perhaps their groups: a table whose first column names the pictures.
  public var factors: Path?

  /// All pictures of a folder.
  public init(
    _ folder: Path, crop: CropBox? = nil, fit: Fit? = nil, rows: ClosedRange<Int>? = nil, labels: Labels? = nil
  ) {
    self.folder = folder
    self.crop = crop
    self.fit = fit
    self.rows = rows
    self.labels = labels
  }

  /// Reads all pictures into memory, on all cores.
  /// - Throws: `FileError`; `ExamplesError`; `PictureError` for the first picture that cannot be used.
  public func read(for model: UntrainedModel) throws -> Examples {
    let files = try files()
    let (labels, classes) = try PictureLabels(self).read(files)
    let reader = PictureReader(for: model, crop: crop, fit: fit)
    return Examples(
      try reader.bytes(of: files.map { folder.appending($0) }), keys: files.map(\.string), labels: labels,
      classes: classes, groups: try factors.flatMap { try PictureGroups.read($0, of: files) },
      shape: model.pictureShape, range: model.description.input.range)
  }

  /// The files below the folder, in natural order.
  /// - Throws: `FileError`, `ExamplesError`.
  public func files() throws -> [Path] {
    let walk = try FolderWalk(folder) { ImageFormat(fileExtension: Path($0).ext) != nil }
    if let problem = walk.problems.first { throw problem }
    let all = walk.files.sorted { naturalOrder($0.string, $1.string) }
    guard !all.isEmpty else { throw ExamplesError.noPictures(folder) }
    guard let rows else { return all }
    guard rows.upperBound <= all.count else { throw ExamplesError.rows(rows, folder: folder, count: all.count) }
    return Array(all[(rows.lowerBound - 1)..<rows.upperBound])
  }
}
