public import Files
import Images
import Tensors

/// A folder of drawn faces: `face-0001.png`, … and `factors.csv`.
public struct FaceFolder: Sendable {
  /// The name of the table.
  public static let table = "factors.csv"
  /// Pictures that are drawn before they are written.
  private static let portion = 64

  private let folder: Path
  private let cast: FaceCast
  private let renderer: FaceRenderer
  private let count: Int

  /// - Throws: `FaceFactorError` where groups do not fit the count.
  public init(_ folder: Path, _ cast: FaceCast, count: Int, size: Int) throws(FaceFactorError) {
    if cast.groupSize != 1 || !cast.alone.isEmpty {
      guard cast.groupSize > 1, count.isMultiple(of: cast.groupSize) else {
        throw .groups(of: cast.groupSize, count: count)
      }
      for case .factor(let factor) in cast.alone where !cast.varied.contains(factor) { throw .aloneButFixed(factor) }
    }
    self.folder = folder
    self.cast = cast
    self.count = count
    renderer = FaceRenderer(size: size)
  }

  /// Draws on all cores and writes; the table comes last.
  /// - Parameter progress: hears how many pictures are written.
  /// - Throws: `FileError`; nothing is replaced unless asked, and then whole.
  public func write(overwrites: Bool, progress: (Int) -> Void = { _ in }) throws {
    let existing: AtomicFile.Existing = overwrites ? .overwrite : .error
    if !overwrites, (folder / Self.table).kind != .nothing { throw FileError(folder / Self.table, .write, .exists) }
    var table = FaceFactorTable(groups: cast.groupSize > 1)
    for start in stride(from: 0, to: count, by: Self.portion) {
      let members = (start..<min(start + Self.portion, count)).map { cast[$0] }
      let size = PixelSize(width: renderer.size, height: renderer.size)
      _ = try concurrentMap(members.count) { [renderer] place in
        let image = Image(size: size, channels: 3, samples: .bytes(renderer.bytes(members[place].values)))
        try AtomicFile.write(
          PNGWriter.encode(image), to: folder / name(start + place), existing: existing, synchronised: false)
      }
      for (place, member) in members.enumerated() {
        table.append(name(start + place), member, group: (start + place) / max(cast.groupSize, 1))
      }
      progress(min(start + Self.portion, count))
    }
    try AtomicFile.write(Array(table.text.utf8), to: folder / Self.table, existing: existing)
  }

  private func name(_ number: Int) -> String {
    let digits = String(number + 1)
    let width = max(4, String(count).count)
    return "face-" + String(repeating: "0", count: max(0, width - digits.count)) + digits + ".png"
  }
}
