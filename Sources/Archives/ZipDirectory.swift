import Files

/// The directory at the end of a zip archive (PKWARE's APPNOTE 6.3.10), with the fields of zip64.
struct ZipDirectory {
  let members: [ZipArchive.Member]

  /// The end record and the longest comment that may follow it.
  private static let longestTail = 22 + 65535
  /// The largest directory that is read; an archive of 100,000 tensors has a tenth of it.
  private static let largestSize = 64 << 20
  private static let filled = 0xFFFF_FFFF

  init(_ file: borrowing InputFile) throws {
    let place = try Self.place(file)
    var bytes = [UInt8](repeating: 0, count: place.count)
    try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: place.lowerBound) }
    do throws(ArchiveError.Problem) {
      members = try Self.read(LittleEndian(bytes), count: bytes.count, dataEnd: place.lowerBound)
      try Self.check(members, fileSize: file.size ?? 0)
    } catch { throw ArchiveError(file.path, error) }
  }

  /// Where the directory lies.
  private static func place(_ file: borrowing InputFile) throws -> Range<Int> {
    let (path, size) = (file.path, file.size ?? 0)
    let tailCount = min(size, longestTail)
    var tail = [UInt8](repeating: 0, count: tailCount)
    try tail.withUnsafeMutableBytes { try file.read(into: $0, at: size - tailCount) }
    let reader = LittleEndian(tail)
    let ends = stride(from: tailCount - 22, through: 0, by: -1)
    guard let end = ends.first(where: { tail[$0] == 0x50 && reader.word($0) == 0x0605_4b50 }),
      var length = reader.word(end + 12), var start = reader.word(end + 16)
    else { throw ArchiveError(path, .noDirectory) }
    if start == filled || length == filled || reader.short(end + 10) == 0xFFFF {
      guard end >= 20, reader.word(end - 20) == 0x0706_4b50, let place = reader.long(end - 12), place >= 0,
        place <= size - 56
      else { throw ArchiveError(path, .noDirectory) }
      var record = [UInt8](repeating: 0, count: 56)
      try record.withUnsafeMutableBytes { try file.read(into: $0, at: place) }
      let long = LittleEndian(record)
      guard long.word(0) == 0x0606_4b50, let count = long.long(40), let first = long.long(48) else {
        throw ArchiveError(path, .noDirectory)
      }
      (length, start) = (count, first)
    }
    guard length <= largestSize else { throw ArchiveError(path, .directory("claims \(length) bytes")) }
    guard start >= 0, length >= 0, start <= size - length else {
      throw ArchiveError(path, .directory("lies beyond the end of the file"))
    }
    return start..<start + length
  }

  private static func read(
    _ bytes: LittleEndian, count: Int, dataEnd: Int
  ) throws(ArchiveError.Problem) -> [ZipArchive.Member] {
    var members: [ZipArchive.Member] = []
    var offset = 0
    while offset < count {
      let (member, next) = try member(bytes, offset)
      guard member.headerOffset <= dataEnd - 30, member.storedSize <= dataEnd - 30 - member.headerOffset else {
        throw .directory("puts \"\(member.name)\" beyond the end of the data")
      }
      members.append(member)
      offset = next
    }
    return members
  }

  private static func member(
    _ bytes: LittleEndian, _ offset: Int
  ) throws(ArchiveError.Problem) -> (ZipArchive.Member, next: Int) {
    guard bytes.word(offset) == 0x0201_4b50, let flags = bytes.short(offset + 8), let method = bytes.short(offset + 10),
      let sum = bytes.word(offset + 16), var stored = bytes.word(offset + 20), var size = bytes.word(offset + 24),
      let nameLength = bytes.short(offset + 28), let extraLength = bytes.short(offset + 30),
      let commentLength = bytes.short(offset + 32), var header = bytes.word(offset + 42),
      let name = bytes.text(offset + 46..<offset + 46 + nameLength)
    else { throw .directory("is damaged") }
    var extra = offset + 46 + nameLength
    let end = extra + extraLength
    while extra + 4 <= end, let id = bytes.short(extra), let length = bytes.short(extra + 2) {
      var field = extra + 4
      if id == 1 {
        // Only what did not fit before stands here, in this order.
        func replace(_ value: inout Int) throws(ArchiveError.Problem) {
          guard value == filled else { return }
          guard field + 8 <= extra + 4 + length, let long = bytes.long(field) else { throw .directory("is damaged") }
          value = long
          field += 8
        }
        try replace(&size)
        try replace(&stored)
        try replace(&header)
      }
      extra += 4 + length
    }
    if flags & 1 != 0 { throw .method(member: name, "encrypted") }
    guard let kind = ZipArchive.Method(rawValue: method) else {
      throw .method(member: name, "compressed by method \(method)")
    }
    let member = ZipArchive.Member(
      name: name, method: kind, size: size, storedSize: stored, headerOffset: header, sum: UInt32(sum))
    return (member, end + commentLength)
  }

  private static func check(_ members: [ZipArchive.Member], fileSize: Int) throws(ArchiveError.Problem) {
    var names: Set<String> = []
    var total = 0
    for member in members {
      guard names.insert(member.name).inserted else { throw .twice(member: member.name) }
      if member.method == .stored, member.size != member.storedSize { throw .header(member: member.name) }
      total = total.addingReportingOverflow(member.size).overflow ? .max : total + member.size
    }
    guard total / 100 <= fileSize + (1 << 16) else { throw .bomb(size: fileSize, expanded: total) }
    let inOrder = members.sorted { $0.headerOffset < $1.headerOffset }
    for (first, second) in zip(inOrder, inOrder.dropFirst())
    where first.headerOffset + 30 + first.storedSize > second.headerOffset {
      throw .overlap(first.name, second.name)
    }
  }
}
