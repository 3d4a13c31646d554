import Testing

@testable import Images

struct ExifTests {
  /// Directory 0 with an orientation, directory 1 with a thumbnail of eight bytes.
  private static func data(orientation: UInt8, next: UInt8 = 26) -> [UInt8] {
    let header: [UInt8] = Array("II*\0".utf8) + [8, 0, 0, 0]
    let first: [UInt8] = [1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, next, 0, 0, 0]
    let offset: [UInt8] = [1, 2, 4, 0, 1, 0, 0, 0, 56, 0, 0, 0]
    let count: [UInt8] = [2, 2, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0]
    return header + first + [2, 0] + offset + count + [0, 0, 0, 0] + [9, 9, 9, 9, 9, 9, 9, 9, 7]
  }

  @Test("The orientation becomes 1, and the thumbnail of the unedited picture goes", arguments: 1...8)
  func edited(orientation: UInt8) throws {
    let exif = try #require(Exif(Self.data(orientation: orientation)))
    #expect(exif.orientation?.rawValue == Int(orientation))
    let edited = exif.forEditedPicture
    #expect(edited.orientation == .upright)
    #expect(edited.bytes.count == exif.bytes.count)
    #expect(edited.bytes.suffix(9) == [0, 0, 0, 0, 0, 0, 0, 0, 7])
    #expect(Array(edited.bytes[22..<26]) == [0, 0, 0, 0])
  }

  @Test("An orientation that makes no sense means upright, and stays", arguments: [UInt8(0), 9, 200])
  func senseless(orientation: UInt8) throws {
    let exif = try #require(Exif(Self.data(orientation: orientation)))
    #expect(exif.orientation == nil)
    #expect(exif.forEditedPicture.bytes[18] == orientation)
  }

  @Test("Data cut short anywhere are read as far as they go")
  func truncated() {
    let data = Self.data(orientation: 6)
    for count in data.indices { _ = Exif(Array(data[..<count]))?.forEditedPicture.orientation }
    #expect(Exif(Array("Exif".utf8)) == nil)
  }

  @Test("A directory that points to itself or far away does no harm", arguments: [UInt8(8), 255])
  func strange(next: UInt8) throws {
    #expect(try #require(Exif(Self.data(orientation: 6, next: next))).forEditedPicture.orientation != .rotated90)
  }
}
