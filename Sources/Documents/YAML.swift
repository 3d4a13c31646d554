/// Reads YAML files as recipes and model descriptions use them.
///
/// What can surprise is refused, each with its place: anchors, aliases, tags, a key that occurs twice or is not a text,
/// a second document.
public enum YAML {
  /// The largest file that is read, in bytes.
  public static let maximumSize = 256 << 10

  /// How deep lists and mappings may be nested.
  public static let maximumDepth = 32

  /// The node at the top of a file; null for an empty file.
  /// - Throws: all that is refused in a well-formed file; a syntax error, a file that is too large or a nesting that is
  ///   too deep ends the reading.
  public static func read(_ file: SourceFile) throws(Diagnostics) -> Node {
    let size = file.text.utf8.count
    guard size <= maximumSize else {
      throw Diagnostics([
        Diagnostic("the file has \(size) bytes; at most \(maximumSize) are read", file: file, mark: nil)
      ])
    }
    var reader = YAMLReader(file)
    return try reader.read()
  }

  /// The node at the top of a file as it was read from disk; null for an empty file.
  /// - Throws: as `read(_:)`; also for bytes that are not UTF-8.
  public static func read(name: String, bytes: [UInt8]) throws(Diagnostics) -> Node {
    try read(SourceFile(name: name, bytes: bytes))
  }
}
