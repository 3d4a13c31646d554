extension JSONValue {
  /// How deep arrays and objects may be nested.
  public static let maximumDepth = 64

  /// The document that the bytes are, whole: RFC 8259 to the letter, and no name twice in an object.
  /// - Parameter limit: the largest number of bytes that is read.
  public static func parse(_ bytes: some Collection<UInt8>, limit: Int = .max) throws(JSONError) -> JSONValue {
    guard bytes.count <= limit else { throw JSONError(problem: .tooLarge(limit: limit), offset: limit) }
    var result = Result<JSONValue, JSONError>.success(.null)
    let read: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      result = Result { () throws(JSONError) in try parse(UnsafeRawBufferPointer(buffer)) }
    }
    return read == nil ? try parse(Array(bytes), limit: limit) : try result.get()
  }

  /// The document that the text is, whole.
  public static func parse(_ text: String) throws(JSONError) -> JSONValue { try parse(Array(text.utf8)) }

  private static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes)
    return try parser.document()
  }
}
