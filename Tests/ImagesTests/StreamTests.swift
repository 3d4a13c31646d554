import Foundation
import Images
import Testing

struct ImageStreamTests {
  /// A stream that gives `bytes` in portions of at most `portion`.
  private func stream(_ bytes: [UInt8], portion: Int, limits: ImageLimits = ImageLimits()) -> ImageStream {
    var offset = 0
    return ImageStream(limits: limits) { count in
      let end = min(offset + min(count, portion), bytes.count)
      defer { offset = end }
      return Array(bytes[offset..<end])
    }
  }

  private static func files() throws -> [[UInt8]] {
    let faces = try Fixtures.faces().prefix(3)
    let ppm = try PPMWriter.encode(ImageReader.decode(faces[0]))
    let jpegs = ["plain.jpg", "progressive.jpg", "padded.jpg", "profile.jpg"]
    return try Array(faces) + [ppm] + jpegs.map { try Fixtures.bytes($0) } + [
      ppm, faces[0], Fixtures.bytes("plain.jpg"),
    ]
  }

  @Test("Files behind each other come out one by one, however the bytes arrive", arguments: [1, 7, 4096, 1 << 20])
  func splits(portion: Int) throws {
    let files = try Self.files()
    var stream = stream(files.flatMap { $0 }, portion: portion)
    for file in files { #expect(try stream.nextFile() == file) }
    #expect(try stream.nextFile() == nil)
  }

  @Test("A damaged picture is an error of its own; the next still comes")
  func damaged() throws {
    let faces = try Fixtures.faces()
    var broken = faces[1]
    broken[broken.count / 2] ^= 0xff
    var stream = stream(faces[0] + broken + faces[2], portion: 1000)
    #expect(try stream.next() != nil)
    #expect(throws: ImageError.self) { try stream.next() }
    #expect(try stream.next()?.samples == (try ImageReader.decode(faces[2]).samples))
    #expect(try stream.next() == nil)
  }

  @Test("A stream that is cut short says so", arguments: ["plain.jpg", "rgb-8.png"])
  func cutShort(_ name: String) throws {
    var stream = stream(try Fixtures.bytes(name).dropLast(1), portion: 100)
    #expect(throws: ImageError.self) { try stream.nextFile() }
  }

  @Test("A picture without an end is stopped at the limit", arguments: ["plain.jpg", "rgb-8.png"])
  func bounded(_ name: String) throws {
    let beginning = try Fixtures.bytes(name).dropLast(14)
    var given = 0
    var stream = ImageStream(limits: ImageLimits(maximumEncodedBytes: 1 << 20)) { count in
      defer { given += count }
      return given == 0 ? Array(beginning) : [UInt8](repeating: 0, count: count)
    }
    #expect(throws: ImageError.self) { try stream.nextFile() }
    #expect(given < 4 << 20)
  }

  @Test("A file descriptor is read, and left open")
  func descriptor() throws {
    let files = try Fixtures.faces().prefix(2)
    let path = FileManager.default.temporaryDirectory.appending(path: "zoetrope-stream-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(files.flatMap { $0 }).write(to: URL(filePath: path))
    let handle = try #require(FileHandle(forReadingAtPath: path))
    var stream = ImageStream(fileDescriptor: handle.fileDescriptor)
    #expect(try stream.nextFile() == files[0])
    #expect(try stream.next()?.size == PixelSize(width: 64, height: 64))
    #expect(try stream.next() == nil)
    try handle.close()
  }
}
