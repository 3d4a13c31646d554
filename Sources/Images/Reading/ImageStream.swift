/// Pictures one by one from a stream of files behind each other, as `ffmpeg -f image2pipe` writes them.
///
/// PNG, JPEG and PPM may be mixed. Only the picture at hand is in memory; its size is bounded by the limits. Splitting
/// looks at lengths and markers alone, so a picture with damaged pixels is an error of that picture, and the next one
/// still comes.
public struct ImageStream {
  private var input: BufferedInput
  private let limits: ImageLimits

  /// - Parameters:
  ///   - limits: `maximumEncodedBytes` bounds one encoded picture.
  ///   - read: gives at most that many further bytes, none at the end.
  public init(limits: ImageLimits = ImageLimits(), read: @escaping (Int) throws(ImageError) -> [UInt8]) {
    self.limits = limits
    input = BufferedInput(read: read)
  }

  /// Reads from a file descriptor, which stays open.
  public init(fileDescriptor: Int32, limits: ImageLimits = ImageLimits()) {
    self.init(limits: limits) { (count) throws(ImageError) in try DescriptorInput(fileDescriptor).read(atMost: count) }
  }

  /// The bytes of the next picture's file, nil at the end of the stream. They can be decoded elsewhere.
  /// - Throws: `ImageError` where the stream is cut short or does not hold a picture; there is no way on from there.
  public mutating func nextFile() throws(ImageError) -> [UInt8]? {
    let beginning = try input.peek(16)
    if beginning.isEmpty { return nil }
    let format = try ImageFormat(contentOf: beginning)
    let length = try length(of: format)
    return try input.take(length, of: format)
  }

  /// The next picture, nil at the end of the stream.
  /// - Throws: `ImageError`; after an error of the pixels, the next call goes on behind this picture.
  public mutating func next() throws(ImageError) -> Image? {
    guard let file = try nextFile() else { return nil }
    return try ImageReader.decode(file, limits: limits)
  }

  private mutating func length(of format: ImageFormat) throws(ImageError) -> Int {
    var splitter =
      switch format {
      case .png: FileSplitter.png(offset: PNGHeader.signature.count)
      case .jpeg: FileSplitter.jpeg(offset: 2)
      case .ppm: FileSplitter.ppm
      }
    while true {
      switch try splitter.advance(over: input.bytes) {
      case .complete(let length):
        guard length <= limits.maximumEncodedBytes else { break }
        return length
      case .needs(let count):
        guard count <= limits.maximumEncodedBytes else { break }
        guard try input.fill(to: count) else { throw .truncated(format) }
        continue
      }
      throw .streamItemTooLong(maximumBytes: limits.maximumEncodedBytes)
    }
  }
}
