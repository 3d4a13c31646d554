import Autoencoders
import Dataflow
import Images

/// How each photograph of a `load` comes to the model's size.
struct Framing: Sendable {
  private let region: Region
  private let fit: Fit?
  private let model: PixelSize?
  private let table: FaceTable?
  private let template: EyePair?

  /// Reads the region's table and takes what the model says of its pictures.
  /// - Throws: ``FieldError``.
  init(_ region: Region, fit: Fit?, _ environment: Environment) throws {
    self.region = region
    self.fit = fit
    model = environment[ModelKey.self]?.pictureSize
    switch region {
    case .whole, .crop: (table, template) = (nil, nil)
    case .boxes(let path): (table, template) = (try Self.table(path, FaceTable.boxes, of: "boxes"), nil)
    case .eyes(let path):
      guard fit == nil else {
        throw FieldError("fit", "\"fit\" has no meaning beside \"eyes\", which bring every face to the model's size")
      }
      table = try Self.table(path, FaceTable.eyes, of: "eyes")
      let model = try environment.model(for: "load")
      guard let eyes = model.description.eyes else { throw Self.noTemplate(model.name) }
      template = eyes
    }
  }

  private static func table(_ path: String, _ columns: FaceTable.Columns, of field: String) throws -> FaceTable {
    do { return try FaceTable(path, columns) } catch { throw FieldError(field, "\(error)") }
  }

  private static func noTemplate(_ model: String) -> FieldError {
    FieldError(
      "eyes",
      "the model \"\(model)\" does not say where the eyes are in its pictures; name boxes instead, or add \"template: "
        + "{eyes: [[x, y], [x, y]]}\" to its model.yaml")
  }

  /// The way from a photograph of some size to the model's picture.
  /// - Throws: why there is none, for the picture at hand.
  func geometry(of size: PixelSize, key: String) throws -> Geometry {
    if let table, let template, let model { return try aligned(size, try table.row(of: key), table, template, model) }
    let box = try box(in: size, key: key)
    let found = box?.size ?? size
    // Without a model nothing asks for another size.
    let target = model ?? found
    guard fit != nil || found == target else { throw SizeError(found: found, expected: target, region: region) }
    return try Geometry(photograph: size, crop: box, fit: fit, model: target)
  }

  private func box(in size: PixelSize, key: String) throws -> CropBox? {
    if case .crop(let box) = region { return box }
    guard let table else { return nil }
    let row = try table.row(of: key)
    let box = CropBox(rounding: row.numbers)
    do { try box.check(inside: size) } catch {
      throw FaceTableError.boxOutside(table.file, row.line, box: "\(box)", size: "\(size)")
    }
    return box
  }

  private func aligned(
    _ size: PixelSize, _ row: FaceTable.Row, _ table: FaceTable, _ template: EyePair, _ model: PixelSize
  ) throws -> Geometry {
    let eyes = EyePair(Point(row.numbers[0], row.numbers[1]), Point(row.numbers[2], row.numbers[3]))
    do { return try Geometry(photograph: size, eyes: eyes, template: template, model: model) } catch {
      throw FaceTableError.eyes(table.file, row.line, reason: "\(error)")
    }
  }
}

extension CropBox {
  /// A box of whole pixels from numbers that a detector gave; numbers no picture can have are brought to ones that are
  /// outside of every picture.
  fileprivate init(rounding numbers: SIMD4<Double>) {
    let bound = SIMD4<Double>(repeating: 1e9)
    let whole = numbers.clamped(lowerBound: -bound, upperBound: bound).rounded(.toNearestOrAwayFromZero)
    self.init(left: Int(whole[0]), top: Int(whole[1]), right: Int(whole[2]), bottom: Int(whole[3]))
  }
}

/// A picture has not the model's size and the recipe says nothing of how to fit it.
struct SizeError: Error, CustomStringConvertible {
  let found: PixelSize
  let expected: PixelSize
  let region: Region

  var description: String {
    let what =
      switch region {
      case .crop: "crop"
      case .boxes: "box"
      case .whole, .eyes: "picture"
      }
    return "the \(what) is \(found) and the model takes \(expected); say how to fit it in \"load\": "
      + "fit: crop, pad or stretch"
  }
}
