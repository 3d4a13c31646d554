/// Numbers, texts and bytes.
extension PickleMachine {
  mutating func plain(_ instruction: PickleInstruction, _ offset: Int) throws(PickleError) -> PickleValue {
    switch instruction {
    case .none: return .none
    case .newTrue: return .bool(true)
    case .newFalse: return .bool(false)
    case .byteInteger: return .int(try input.unsigned(1))
    case .shortInteger: return .int(try input.unsigned(2))
    case .binaryInteger: return .int(Int(Int32(truncatingIfNeeded: try input.unsigned(4))))
    case .integer: return try decimal(try input.line(), offset)
    case .long: return try decimal(String(try input.line().drop(while: { $0 == " " }).prefix { $0 != "L" }), offset)
    case .long1: return long(try input.take(try input.unsigned(1)))
    case .long4: return long(try input.take(try input.unsigned(4)))
    case .binaryFloat:
      return .number(Double(bitPattern: try input.take(8).reduce(0) { $0 << 8 | UInt64($1) }))
    case .float:
      guard let value = Double(try input.line()) else { throw .damaged(offset: offset) }
      return .number(value)
    case .unicode: return .text(try input.line())
    case .string: return .text(try unquoted(try input.line(), offset))
    case .shortBinaryUnicode, .shortBinaryString: return .text(try input.text(lengthOf: 1))
    case .binaryUnicode, .binaryString: return .text(try input.text(lengthOf: 4))
    case .binaryUnicode8: return .text(try input.text(lengthOf: 8))
    case .shortBinaryBytes: return .bytes(Array(try input.take(try input.unsigned(1))))
    case .binaryBytes: return .bytes(Array(try input.take(try input.unsigned(4))))
    case .binaryBytes8: return .bytes(Array(try input.take(try input.unsigned(8))))
    default: throw .damaged(offset: offset)
    }
  }

  /// Protocol 0 writes truths as 00 and 01.
  private func decimal(_ text: String, _ offset: Int) throws(PickleError) -> PickleValue {
    if text == "00" || text == "01" { return .bool(text == "01") }
    guard let value = Int(text) else { throw .damaged(offset: offset) }
    return .int(value)
  }

  /// Two's complement, the least significant byte first.
  private func long(_ bytes: ArraySlice<UInt8>) -> PickleValue {
    guard bytes.count <= 8 else { return .long(Array(bytes)) }
    let fill: UInt64 = (bytes.last ?? 0) >= 0x80 ? .max : 0
    return .int(Int(Int64(bitPattern: bytes.reversed().reduce(fill) { $0 << 8 | UInt64($1) })))
  }

  private func unquoted(_ text: String, _ offset: Int) throws(PickleError) -> String {
    guard text.count >= 2, let quote = text.first, quote == text.last, quote == "'" || quote == "\"",
      !text.contains("\\")
    else { throw .damaged(offset: offset) }
    return String(text.dropFirst().dropLast())
  }
}
