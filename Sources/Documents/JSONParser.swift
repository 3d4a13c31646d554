/// A recursive descent over the bytes of a JSON document.
struct JSONParser {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private var depth = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value()
    skipBlanks()
    guard offset == bytes.count else { throw error(.trailing) }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    switch peek ?? 0 {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in .object(try parser.members()) }
    case UInt8(ascii: "["): return try nested { parser throws(JSONError) in .array(try parser.elements()) }
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error(.expected("a value"))
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= JSONValue.maximumDepth else { throw error(.tooDeep(limit: JSONValue.maximumDepth)) }
    offset += 1
    return try body(&self)
  }

  private mutating func elements() throws(JSONError) -> [JSONValue] {
    if takeAfterBlanks(UInt8(ascii: "]")) { return [] }
    var elements: [JSONValue] = []
    while true {
      elements.append(try value())
      if takeAfterBlanks(UInt8(ascii: "]")) { return elements }
      guard takeAfterBlanks(UInt8(ascii: ",")) else { throw error(.expected("',' or ']'")) }
    }
  }

  private mutating func members() throws(JSONError) -> [JSONValue.Member] {
    if takeAfterBlanks(UInt8(ascii: "}")) { return [] }
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    while true {
      skipBlanks()
      let start = offset
      guard peek == UInt8(ascii: "\"") else { throw error(.expected("a name in double quotes")) }
      let name = try text()
      guard names.insert(name).inserted else { throw JSONError(problem: .duplicateName(name), offset: start) }
      guard takeAfterBlanks(UInt8(ascii: ":")) else { throw error(.expected("':'")) }
      members.append(JSONValue.Member(name, try value()))
      if takeAfterBlanks(UInt8(ascii: "}")) { return members }
      guard takeAfterBlanks(UInt8(ascii: ",")) else { throw error(.expected("',' or '}'")) }
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for i in 0..<word.utf8CodeUnitCount {
      guard peek == word.utf8Start[i] else { throw error(.expected("\"\(word)\"")) }
      offset += 1
    }
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = offset
    var isWhole = true
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) {
      try digits()
      isWhole = false
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
      try digits()
      isWhole = false
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isWhole, let value = Int(text) { return .int(value) }
    guard let value = Double(text), value.isFinite else { throw JSONError(problem: .numberTooLarge, offset: start) }
    return .number(value)
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw error(.expected("a digit")) }
  }

  private mutating func text() throws(JSONError) -> String {
    var text = JSONText(bytes, at: offset + 1)
    let value = try text.read()
    offset = text.offset
    return value
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  private mutating func takeAfterBlanks(_ byte: UInt8) -> Bool {
    skipBlanks()
    return take(byte)
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private func error(_ problem: JSONError.Problem) -> JSONError { JSONError(problem: problem, offset: offset) }
}
