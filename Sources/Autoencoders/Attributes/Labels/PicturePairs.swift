import Files

/// A text of pairs: a picture without an attribute, a tab, and the picture with it.
enum PicturePairs {
  static func pictures(_ path: Path) throws -> [LabelledPicture] {
    let bytes = try readFile(path, limit: Labels.maximumTableSize)
    var pictures: [LabelledPicture] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard !text.isEmpty else { continue }
      let fields = text.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard fields.count == 2, fields.allSatisfy({ !$0.isEmpty }) else {
        throw AttributeError.pair(path, line: index + 1)
      }
      let names = fields.map { String(decoding: $0, as: UTF8.self) }
      let key = names.joined(separator: "~")
      pictures += zip(names, [false, true]).map { name, hasAttribute in
        LabelledPicture(key: key, path: path.parent / name, hasAttribute: hasAttribute)
      }
    }
    return pictures
  }
}
