/// The header of a `.npy` file.
struct NPYHeader {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  let type: ElementType
  let shape: [Int]
  /// Whether the first index runs fastest.
  let isFortran: Bool
  let byteCount: Int

  /// The bytes before the data.
  let length: Int

  init(_ bytes: [UInt8]) throws(NPYError.Problem) {
    guard bytes.starts(with: Self.magic), bytes.count >= 10 else { throw .notNPY }
    guard (1...3).contains(bytes[6]) else { throw .version(bytes[6]) }
    let textStart = bytes[6] == 1 ? 10 : 12
    guard bytes.count >= textStart else { throw .header }
    let textLength = bytes[8..<textStart].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard textLength <= bytes.count - textStart, textLength <= 1 << 16 else { throw .header }
    length = textStart + textLength
    var literal = PythonLiteral(bytes[textStart..<length])
    guard let fields = literal.dictionary(), case .text(let type) = fields["descr"],
      case .bool(let isFortran) = fields["fortran_order"], case .tuple(let shape) = fields["shape"]
    else { throw .header }
    guard let elementType = Self.types[type] else { throw .unknownType(type) }
    // Extents of 0 are left out of the product: they must not hide an overflow of the others.
    var size = elementType.byteCount
    for extent in shape where extent > 0 {
      let product = size.multipliedReportingOverflow(by: extent)
      if product.overflow { throw .shapeTooLarge }
      size = product.partialValue
    }
    self.type = elementType
    self.isFortran = isFortran
    self.shape = shape
    byteCount = shape.contains(0) ? 0 : size
  }

  private static let types: [String: ElementType] = [
    "<f4": .float32, "<f8": .float64, "<f2": .float16, "|u1": .uint8, "|i1": .int8, "|b1": .bool, "<i4": .int32,
    "<i8": .int64,
  ]
}

/// Reads the little of Python's literals that NumPy writes into its headers.
private struct PythonLiteral {
  enum Value {
    case text(String)
    case bool(Bool)
    case tuple([Int])
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// A dictionary with texts for keys, and nothing behind it.
  mutating func dictionary() -> [String: Value]? {
    guard take("{") else { return nil }
    var fields: [String: Value] = [:]
    while !take("}") {
      guard let key = text(), take(":"), let value = value(), fields.updateValue(value, forKey: key) == nil else {
        return nil
      }
      guard take(",") || rest.first == UInt8(ascii: "}") else { return nil }
    }
    skipBlanks()
    return rest.isEmpty ? fields : nil
  }

  private mutating func value() -> Value? {
    if take("True") { return .bool(true) }
    if take("False") { return .bool(false) }
    return rest.first == UInt8(ascii: "(") ? tuple().map(Value.tuple) : text().map(Value.text)
  }

  private mutating func text() -> String? {
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    rest.removeFirst()
    guard let end = rest.firstIndex(of: quote) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var values: [Int] = []
    while !take(")") {
      let digits = rest.prefix { $0 &- 0x30 < 10 }
      guard let value = Int(String(decoding: digits, as: UTF8.self)), values.count < 32 else { return nil }
      values.append(value)
      rest = rest.dropFirst(digits.count)
      guard take(",") || rest.first == UInt8(ascii: ")") else { return nil }
    }
    return values
  }

  private mutating func take(_ token: String) -> Bool {
    skipBlanks()
    guard rest.starts(with: token.utf8) else { return false }
    rest = rest.dropFirst(token.utf8.count)
    skipBlanks()
    return true
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == 0x20 || $0 == 0x0A } }
}
