import Autoencoders
public import Dataflow
import Files
public import Images
import Synchronization

/// Pictures from files or standard input, cut and fitted to the model's size.
public struct Load: SourceStage {
  /// Folders, files, globs, lists, or `-`.
  public var from: [String]
  /// What the model gets to see of each photograph.
  public var region: Region
  /// How pictures of another size come to the model's; nil makes them an error.
  public var fit: Fit?
  /// The size that pictures are brought to by the fit, for a model of any size; nil leaves each its own.
  public var size: PixelSize?
  /// Whether photographs travel on whole, because a later stage needs them.
  private var keepsOriginal = false
  private var framing: Framing?
  private var input: StandardInput?
  private var origins: InputRecords.Origins?
  private var isWitnessed = false
  private let limits = ImageLimits()

  /// Pictures of several places.
  public init(from: [String], region: Region = .whole, fit: Fit? = nil, size: PixelSize? = nil) {
    self.from = from
    self.region = region
    self.fit = fit
    self.size = size
  }

  /// One folder, file or glob, all of each photograph unless said.
  public init(from path: String, region: Region = .whole, fit: Fit? = nil) {
    self.init(from: [path], region: region, fit: fit)
  }

  /// One folder, file or glob, the same box of each photograph.
  public init(from path: String, crop: CropBox, fit: Fit? = nil) {
    self.init(from: [path], region: .crop(crop), fit: fit)
  }

  /// The photograph of each item.
  public var provides: Set<Need> { [.photograph] }

  /// Takes the size of the pipeline's model, and reads the table of boxes or eyes.
  public mutating func prepare(_ environment: Environment) throws {
    keepsOriginal = environment.demands(.photograph)
    origins = InputRecords.Origins(environment)
    isWitnessed = environment[Witness.Key.self] != nil
    if from.contains("-") {
      guard from.count == 1 else { throw FieldError("from", "standard input (-) cannot be mixed with files") }
      switch region {
      case .whole, .crop: input = StandardInput(limits)
      case .boxes, .eyes:
        throw FieldError(
          region.field, "pictures on standard input have no names to look up in a table; use \"crop\" or a folder")
      }
    }
    framing = try Framing(region, fit: fit, size: size, environment)
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
    return try emission(try ImageReader.decode(bytes, limits: limits), of: entry, bytes, run)
  }

  /// Holds the size in a picture's header against the region and the fit.
  public func inspect(_ entry: SourceEntry) throws {
    let size = try ImageReader.header(path: entry.origin, limits: limits).size
    _ = try geometry(of: size, key: entry.key)
  }

  /// The pixels of a photograph that travels along, by its header.
  public func carriedBytes(_ entry: SourceEntry) -> Int {
    guard keepsOriginal, let header = try? ImageReader.header(path: entry.origin, limits: limits) else { return 0 }
    return header.size.count * 4
  }

  /// What the model's picture takes, by its header.
  public func valueBytes(_ entry: SourceEntry) -> Int {
    guard let header = try? ImageReader.header(path: entry.origin, limits: limits),
      let picture = try? geometry(of: header.size, key: entry.key).model
    else { return 0 }
    return picture.count * 3 * MemoryLayout<Float>.size
  }

  /// The next picture on standard input.
  public func next(_ run: RunContext) throws -> (SourceEntry, Emission<Image>)? {
    guard let input, let (number, bytes) = try input.nextFile() else { return nil }
    let entry = SourceEntry(key: "stdin/" + String(number).leftPadded(to: 4))
    do { return (entry, try emission(try ImageReader.decode(bytes, limits: limits), of: entry, bytes, run)) } catch {
      throw StreamItemError(entry, error)
    }
  }

  private func emission(
    _ photograph: Image, of entry: SourceEntry, _ bytes: [UInt8], _ run: RunContext
  ) throws -> Emission<Image> {
    let geometry = try geometry(of: photograph.size, key: entry.key)
    let placed = geometry.isIdentity ? photograph : geometry.place(photograph)
    var carried = Carried()
    carried[PhotographKey.self] = Photograph(
      geometry: geometry, alpha: photograph.alpha, placedAlpha: placed.alpha, metadata: photograph.metadata,
      original: keepsOriginal ? photograph : nil)
    if isWitnessed { carried[Witness.Loaded.self] = placed }
    carried[InputRecords.Key.self] = origins?.record(entry, of: run.stage, bytes)
    return Emission(placed, carried: carried)
  }

  private func geometry(of size: PixelSize, key: String) throws -> Geometry {
    guard let framing else { throw NotPrepared(stage: "load") }
    return try framing.geometry(of: size, key: key)
  }
}

/// A file that is there but cannot be read. Whoever tells of it names the file.
struct UnreadablePicture: Error, CustomStringConvertible {
  let reason: FileError.Reason
  var description: String { "it cannot be read: \(reason)" }
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
