import Files

/// The metadata of a vector's file, read by name.
struct AttributeMetadata {
  let path: Path
  let values: [String: String]

  func text(_ name: String) throws(AttributeError) -> String {
    guard let value = values[name] else { throw .file(path, missing: "\"\(name)\" in its metadata") }
    return value
  }

  /// A finite number, at least 0.
  func number(_ name: String) throws(AttributeError) -> Double {
    guard let value = Double(try text(name)), value.isFinite, value >= 0 else {
      throw .file(path, missing: "a number \"\(name)\" in its metadata")
    }
    return value
  }

  func count(_ name: String) throws(AttributeError) -> Int {
    guard let value = Int(try text(name)), value >= 0 else {
      throw .file(path, missing: "a count \"\(name)\" in its metadata")
    }
    return value
  }

  /// A finite number that may be missing.
  func optional<Number: BinaryFloatingPoint>(
    _ name: String, _ parse: (String) -> Number?
  ) throws(AttributeError) -> Number? {
    guard let text = values[name] else { return nil }
    guard let value = parse(text), value.isFinite else {
      throw .file(path, missing: "a number \"\(name)\" in its metadata")
    }
    return value
  }

  func origin() throws(AttributeError) -> AttributeVector.Origin {
    AttributeVector.Origin(
      method: try text("method"),
      fitted: AttributeVector.ClassCounts(with: try count("with"), without: try count("without")),
      heldOut: AttributeVector.ClassCounts(with: try count("held out with"), without: try count("held out without")),
      accuracy: try optional("accuracy", Double.init), area: try optional("area", Double.init),
      source: try text("source"), label: values["label"], cells: try cells())
  }

  /// A line for each cell: with, without and the name, apart by tabs.
  private func cells() throws(AttributeError) -> [AttributeVector.Cell] {
    var cells: [AttributeVector.Cell] = []
    for line in (values["cells"] ?? "").split(separator: "\n") {
      let fields = line.split(separator: "\t", maxSplits: 2)
      guard fields.count == 3, let with = Int(fields[0]), let without = Int(fields[1]) else {
        throw .file(path, missing: "counts \"cells\" in its metadata")
      }
      cells.append(.init(name: String(fields[2]), counts: .init(with: with, without: without)))
    }
    return cells
  }
}

extension AttributeVector.Origin {
  /// What is written of it in a vector's file.
  var metadata: [String: String] {
    var values = [
      "method": method, "with": "\(fitted.with)", "without": "\(fitted.without)", "held out with": "\(heldOut.with)",
      "held out without": "\(heldOut.without)", "source": source,
    ]
    values["accuracy"] = accuracy.map { "\($0)" }
    values["area"] = area.map { "\($0)" }
    values["label"] = label
    if !cells.isEmpty {
      values["cells"] = cells.map { "\($0.counts.with)\t\($0.counts.without)\t\($0.name)" }.joined(separator: "\n")
    }
    return values
  }
}
