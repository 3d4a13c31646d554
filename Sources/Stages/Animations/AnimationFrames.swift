import Images

/// The bytes of an animation: one file, or its frames one after the other as a film's tools read them.
struct AnimationFrames {
  let animation: Animation

  /// - Parameter encode: the bytes of one frame.
  func bytes(_ encode: (Image) throws -> [UInt8]) throws -> [UInt8] {
    // Ping-pong shows most frames twice; each is encoded once.
    let frames = try animation.frames.map(encode)
    return animation.order.flatMap { frames[$0] }
  }
}

extension Image {
  /// Red, green and blue of each pixel, a byte each, row by row, and nothing else: ffmpeg's `rawvideo` of `rgb24`.
  func rawBytes() throws -> [UInt8] {
    guard alpha == nil else { throw AnimationError.alpha }
    return try converted(toChannels: 3).samples.bytes()
  }
}
