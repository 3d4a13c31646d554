/// Frames that are shown one after the other.
public struct Animation: Sendable {
  /// The different frames, all of one size.
  public let frames: [Image]
  /// Which frame is shown at each step; ping-pong shows most of them twice.
  public let order: [Int]
  /// How long each step lasts, in hundredths of a second, as GIF counts.
  public let delays: [Int]
  /// Whether it begins again when it is over.
  public let repeats: Bool

  /// What comes after the last frame.
  public enum Loop: String, CaseIterable, Sendable {
    /// The first one again.
    case forward
    /// The way back, then the way there again.
    case pingpong
    /// Nothing.
    case once
  }

  /// Frames at a steady rate.
  /// - Throws: ``AnimationError`` if there is no frame, the frames have several sizes, or one has alpha.
  public init(_ frames: [Image], framesPerSecond: Double, loop: Loop = .forward) throws(AnimationError) {
    guard let first = frames.first else { throw .noFrames }
    if let other = frames.first(where: { $0.size != first.size }) { throw .sizes(first.size, other.size) }
    guard frames.allSatisfy({ $0.alpha == nil }) else { throw .alpha }
    self.frames = frames
    order = Self.order(frames.count, loop)
    delays = Self.delays(order.count, framesPerSecond)
    repeats = loop != .once
  }

  /// Width and height of every frame.
  public var size: PixelSize { frames[0].size }

  /// The way back leaves out both ends, which would stand still otherwise.
  static func order(_ count: Int, _ loop: Loop) -> [Int] {
    let there = Array(0..<count)
    return loop == .pingpong && count > 2 ? there + there[1..<(count - 1)].reversed() : there
  }

  /// Rounded so that no step is off by more than half a hundredth: 12 a second is 8, 9, 8, 8, 9, 8 …, not 12.5 frames
  /// a second throughout.
  static func delays(_ count: Int, _ framesPerSecond: Double) -> [Int] {
    let times = (0...count).map { Int((Double($0) * 100 / framesPerSecond).rounded()) }
    return zip(times, times.dropFirst()).map { $1 - $0 }
  }
}

/// Why frames do not become an animation, or an animation no file.
public enum AnimationError: Error, Hashable, Sendable {
  /// There is nothing to show.
  case noFrames
  /// Frames of two sizes.
  case sizes(PixelSize, PixelSize)
  /// A frame that is transparent in places.
  case alpha
  /// More than a GIF's 65,535 pixels a side.
  case tooLarge(PixelSize)
  /// This build has no GIF.
  case gifNotBuiltIn
  /// giflib gave up, in its words.
  case encodingFailed(String)
}

extension AnimationError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .noFrames: "an animation needs a frame"
    case .sizes(let first, let other):
      "the frames of an animation must be of one size, but here are \(first) and \(other)"
    case .alpha: "a frame has an alpha channel, which animations do not keep; save the frames as PNG"
    case .tooLarge(let size): "a GIF cannot hold \(size) pixels; enlarge it less"
    case .gifNotBuiltIn: "it needs GIF, which this build lacks; build with `swift build --traits GIF`"
    case .encodingFailed(let reason): "the GIF cannot be encoded: \(reason)"
    }
  }
}
