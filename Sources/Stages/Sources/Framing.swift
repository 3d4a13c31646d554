import Autoencoders
import Dataflow
import Images

/// How each photograph of a `load` comes to the model's size, or to one that a model of any size takes.
struct Framing: Sendable {
  private let region: Region
  private let fit: Fit?
  /// The size that every picture is brought to; nil if each keeps its own.
  private let target: PixelSize?
  private let model: Autoencoder?
  private let table: FaceTable?
  private let template: EyePair?

  /// Reads the region's table and takes what the model says of its pictures.
  /// - Throws: ``FieldError``.
  init(_ region: Region, fit: Fit?, size: PixelSize?, _ environment: Environment) throws {
    self.region = region
    self.fit = fit
    model = environment[ModelKey.self]
    target = try Self.target(fit, size, region, model)
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

  /// The size of the model, or the one that is chosen for a model of any size.
  private static func target(
    _ fit: Fit?, _ size: PixelSize?, _ region: Region, _ model: Autoencoder?
  ) throws -> PixelSize? {
    guard let model, model.pictureSize == nil else {
      guard size == nil else {
        throw FieldError(
          "size",
          "\"size\" is for a model of any size, and \(model.map { "\"\($0.name)\" is none" } ?? "there is none"); take it out"
        )
      }
      return model?.pictureSize
    }
    if let size, model.padded(size) != size {
      throw FieldError(
        "size",
        "the model \"\(model.name)\" takes \(model.description.input.sizeWords), not \(size); \(nearest(to: size, model))"
      )
    }
    if size == nil, fit != nil {
      throw FieldError(
        "fit",
        "the model \"\(model.name)\" takes pictures of any size, so there is nothing to fit; take \"fit\" out, or say "
          + "which \"size\" all pictures are brought to")
    }
    if size == nil, case .eyes = region {
      throw FieldError("eyes", "for a model of any size say which \"size\" the faces are brought to")
    }
    return size
  }

  private static func nearest(to size: PixelSize, _ model: Autoencoder) -> String {
    model.padded(size).map { "the next is [\($0.width), \($0.height)]" } ?? "choose another"
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
    if let table, let template, let target { return try aligned(size, try table.row(of: key), table, template, target) }
    let box = try box(in: size, key: key)
    let found = box?.size ?? size
    if target == nil, let model {
      guard let padded = model.padded(found) else { throw SizeRefused(found: found, model: model) }
      return try Geometry(photograph: size, crop: box, padded: padded)
    }
    // Without a model nothing asks for another size.
    let target = target ?? found
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

/// A picture has a size that a model of many sizes does not take.
struct SizeRefused: Error, CustomStringConvertible {
  let found: PixelSize
  let model: Autoencoder

  var description: String {
    "the picture is \(found) and the model takes \(model.description.input.sizeWords); say \"size\" and \"fit\" in \"load\""
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
