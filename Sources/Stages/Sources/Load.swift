import Autoencoders
public import Dataflow
import Files
public import Images
import Synchronization

/// Pictures from files or standard input, cut and fitted to the model's size.
public struct Load: SourceStage {
  /// Folders, files, globs, lists, or `-`.
  public var from: [String]
  /// What is cut out before the fit.
  public var crop: CropBox?
  /// How pictures of another size come to the model's; nil makes them an error.
  public var fit: Fit?
  /// Whether photographs travel on whole, because a later stage needs them.
  private var keepsOriginal = false
  private var modelSize: PixelSize?
  private var input: StandardInput?
  private let limits = ImageLimits()

  /// Pictures of several places.
  public init(from: [String], crop: CropBox? = nil, fit: Fit? = nil) {
    self.from = from
    self.crop = crop
    self.fit = fit
  }

  /// One folder, file or glob.
  public init(from path: String, crop: CropBox? = nil, fit: Fit? = nil) {
    self.init(from: [path], crop: crop, fit: fit)
  }

  /// The photograph of each item.
  public var provides: Set<Need> { [.photograph] }

  /// Takes the size of the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    keepsOriginal = environment.demands(.photograph)
    modelSize = environment[ModelKey.self]?.pictureSize
    if from.contains("-") {
      guard from.count == 1 else { throw FieldError("from", "standard input (-) cannot be mixed with files") }
      input = StandardInput(limits)
    }
  }

  /// Every picture, in natural order; nothing is read.
  public func list() throws -> SourceListing {
    if from == ["-"] { return .stream }
    return .entries(try PictureFinder.find(from))
  }

  /// Reads, orients, cuts and fits one picture.
  public func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Image> {
    let bytes: [UInt8]
    do { bytes = try readFile(Path(entry.origin), limit: limits.maximumEncodedBytes) } catch {
      throw UnreadablePicture(reason: error.reason)
    }
    return try emission(try ImageReader.decode(bytes, limits: limits))
  }

  /// Holds the size in a picture's header against the crop and the fit.
  public func inspect(_ entry: SourceEntry) throws {
    let size = try ImageReader.header(path: entry.origin, limits: limits).size
    _ = try geometry(of: size, target(for: size))
  }

  /// The pixels of a photograph that travels along, by its header.
  public func carriedBytes(_ entry: SourceEntry) -> Int {
    guard keepsOriginal, let header = try? ImageReader.header(path: entry.origin, limits: limits) else { return 0 }
    return header.size.count * 4
  }

  /// The next picture on standard input.
  public func next(_ run: RunContext) throws -> (SourceEntry, Emission<Image>)? {
    guard let input, let (number, bytes) = try input.nextFile() else { return nil }
    let entry = SourceEntry(key: "stdin/" + String(number).leftPadded(to: 4))
    do { return (entry, try emission(try ImageReader.decode(bytes, limits: limits))) } catch {
      throw StreamItemError(entry, error)
    }
  }

  private func emission(_ photograph: Image) throws -> Emission<Image> {
    let target = target(for: photograph.size)
    let geometry = try geometry(of: photograph.size, target)
    let placed = geometry.isIdentity ? photograph : geometry.place(photograph)
    var carried = Carried()
    carried[PhotographKey.self] = Photograph(
      geometry: geometry, alpha: photograph.alpha, placedAlpha: placed.alpha, metadata: photograph.metadata,
      original: keepsOriginal ? photograph : nil)
    return Emission(placed, carried: carried)
  }
}

extension Load {
  /// The size pictures are brought to: the model's, or without a model the crop's or their own.
  private func target(for size: PixelSize) -> PixelSize { modelSize ?? crop?.size ?? size }

  /// How the picture comes to the model's size; without a fit only one that has it already can.
  private func geometry(of size: PixelSize, _ target: PixelSize) throws -> Geometry {
    let found = crop?.size ?? size
    guard fit != nil || found == target else {
      throw SizeError(found: found, expected: target, isCropped: crop != nil)
    }
    return try Geometry(photograph: size, crop: crop, fit: fit, model: target)
  }
}

/// A file that is there but cannot be read. Whoever tells of it names the file.
struct UnreadablePicture: Error, CustomStringConvertible {
  let reason: FileError.Reason
  var description: String { "it cannot be read: \(reason)" }
}

/// A picture has not the model's size and the recipe says nothing of how to fit it.
struct SizeError: Error, CustomStringConvertible {
  let found: PixelSize
  let expected: PixelSize
  let isCropped: Bool

  var description: String {
    "the \(isCropped ? "crop" : "picture") is \(found) and the model takes \(expected); say how to fit it in \"load\": "
      + "fit: crop, pad or stretch"
  }
}

/// The pictures on standard input, one after the other, numbered from 1. One lane at a time asks for the next.
private final class StandardInput: Sendable {
  private let state: Mutex<(stream: ImageStream, count: Int)>

  init(_ limits: ImageLimits) { state = Mutex((ImageStream(fileDescriptor: 0, limits: limits), 0)) }

  func nextFile() throws(ImageError) -> (Int, [UInt8])? {
    let result: Result<(Int, [UInt8])?, ImageError> = state.withLock { state in
      do throws(ImageError) {
        guard let bytes = try state.stream.nextFile() else { return .success(nil) }
        state.count += 1
        return .success((state.count, bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
