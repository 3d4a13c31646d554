public import Autoencoders
public import Files
import Tensors

/// The pictures of a training.
public enum TrainingData: Hashable, Sendable {
  /// A folder of pictures.
  case folder(PictureFolder)
  /// The two files of the MNIST database: pictures, and perhaps their labels; also compressed by gzip.
  case idx(pictures: Path, labels: Path? = nil, rows: ClosedRange<Int>? = nil)
  /// Binary files of CIFAR-10, one after the other.
  case cifar10([Path], rows: ClosedRange<Int>? = nil)

  /// Reads all pictures into memory.
  /// - Throws: for the first picture or file that cannot be used, by its name; for labels that are missing.
  public func read(for model: UntrainedModel) throws -> Examples {
    switch self {
    case .folder(let folder): try folder.read(for: model)
    case .idx(let pictures, let labels, let rows):
      try Examples(idx: pictures, labels: labels, for: model).rows(rows, of: pictures)
    case .cifar10(let files, let rows): try Examples(cifar10: files, for: model).rows(rows, of: files.first ?? "")
    }
  }
}

extension Examples {
  /// Only some, counted from 1.
  fileprivate func rows(_ rows: ClosedRange<Int>?, of file: Path) throws(ExamplesError) -> Examples {
    guard let rows else { return self }
    guard rows.upperBound <= count else { throw .rows(rows, folder: file, count: count) }
    return subset(Array(rows.lowerBound - 1..<rows.upperBound))
  }

  /// Reads the files of an MNIST-like database.
  fileprivate init(idx path: Path, labels labelPath: Path?, for model: UntrainedModel) throws {
    let pictures = try IDXFile(readPlainFile(path), path: path)
    let shape = model.pictureShape
    guard pictures.extents.count == 3, pictures.extents[0] > 0 else {
      throw ExamplesError.noGreyPictures(path, extents: pictures.extents)
    }
    guard [1, pictures.extents[1], pictures.extents[2]] == [shape[0], shape[1], shape[2]] else {
      throw ExamplesError.shape(path, expected: shape, found: [1, pictures.extents[1], pictures.extents[2]])
    }
    let count = pictures.extents[0]
    var labels: [Int] = []
    if let labelPath {
      let file = try IDXFile(readPlainFile(labelPath), path: labelPath)
      guard file.extents == [count] else {
        throw ExamplesError.labelCount(labelPath, expected: count, extents: file.extents)
      }
      labels = file.elements.map { Int($0) }
    }
    self.init(
      pictures.elements, keys: (0..<count).map { "\($0)" }, labels: labels,
      classes: labels.max().map { (0...$0).map { "\($0)" } } ?? [], shape: shape,
      range: model.description.input.range)
  }

  /// Reads binary files of CIFAR-10.
  fileprivate init(cifar10 paths: [Path], for model: UntrainedModel) throws {
    let files = try paths.map { try CIFARFile(readPlainFile($0), path: $0) }
    guard model.pictureShape == [3, 32, 32] else {
      throw ExamplesError.shape(paths.first ?? "", expected: model.pictureShape, found: [3, 32, 32])
    }
    let labels = files.flatMap(\.labels)
    self.init(
      files.flatMap(\.elements), keys: labels.indices.map { "\($0)" }, labels: labels, classes: CIFARFile.classes,
      shape: model.pictureShape, range: model.description.input.range)
  }
}
