/// Reads one text of a JSON document, from behind its opening quotation mark to behind the closing one.
struct JSONText {
  private let bytes: UnsafeRawBufferPointer
  private(set) var offset: Int

  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  mutating func read() throws(JSONError) -> String {
    let start = offset
    try skipPlain()
    if bytes[offset] == UInt8(ascii: "\"") {
      let value = try string(bytes[start..<offset], from: start)
      offset += 1
      return value
    }
    var unescaped = [UInt8](bytes[start..<offset])
    while bytes[offset] != UInt8(ascii: "\"") {
      try unescape(into: &unescaped)
      let plain = offset
      try skipPlain()
      unescaped += bytes[plain..<offset]
    }
    offset += 1
    return try string(unescaped, from: start)
  }

  /// Goes on to the next quotation mark or backslash; one of them stands there afterwards.
  private mutating func skipPlain() throws(JSONError) {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
      case 0..<0x20: throw error(.controlCharacter)
      default: offset += 1
      }
    }
    throw error(.expected("a quotation mark"))
  }

  private mutating func unescape(into text: inout [UInt8]) throws(JSONError) {
    guard offset + 1 < bytes.count else { throw error(.badEscape) }
    let letter = bytes[offset + 1]
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      text += String(try scalar()).utf8
      return
    default: throw error(.badEscape)
    }
    offset += 2
  }

  /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair.
  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let first = try codeUnit(at: offset)
    if let scalar = Unicode.Scalar(first) {
      offset += 6
      return scalar
    }
    let second = UTF16.isLeadSurrogate(first) ? try codeUnit(at: offset + 6) : 0
    guard UTF16.isTrailSurrogate(second) else { throw error(.badEscape) }
    offset += 12
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  private func codeUnit(at place: Int) throws(JSONError) -> UInt16 {
    guard place + 6 <= bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
    else { throw error(.badEscape) }
    var unit: UInt16 = 0
    for digit in bytes[(place + 2)..<(place + 6)] {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue, digit < 0x80 else { throw error(.badEscape) }
      unit = unit << 4 | UInt16(value)
    }
    return unit
  }

  private func string(_ text: some Sequence<UInt8>, from start: Int) throws(JSONError) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw JSONError(problem: .notUTF8, offset: start)
    }
    return string
  }

  private func error(_ problem: JSONError.Problem) -> JSONError { JSONError(problem: problem, offset: offset) }
}
