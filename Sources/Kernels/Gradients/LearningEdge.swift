/// The way of a value between the caller's row-major order and channels last.
struct LearningEdge {
  let layout: ChannelsLast
  let context: LearningContext

  func toChannelsLast(
    _ source: UnsafeBufferPointer<Float>, _ target: UnsafeMutablePointer<Float>, adding: Bool
  ) throws {
    precondition(source.count == layout.count * context.batch, "\(source.count) floats for a batch of \(layout)")
    let (channels, pixels) = (layout.channels, layout.pixels)
    try context.forItems { items in
      for item in items {
        let first = item * layout.count
        for channel in 0..<channels {
          for pixel in 0..<pixels {
            let value = source[first + channel * pixels + pixel]
            let place = first + pixel * channels + channel
            target[place] = adding ? target[place] + value : value
          }
        }
      }
    }
  }

  func toRowMajor(_ source: UnsafePointer<Float>, _ target: UnsafeMutableBufferPointer<Float>) throws {
    precondition(target.count == layout.count * context.batch, "\(target.count) floats for a batch of \(layout)")
    let (channels, pixels) = (layout.channels, layout.pixels)
    try context.forItems { items in
      for item in items {
        let first = item * layout.count
        for channel in 0..<channels {
          for pixel in 0..<pixels {
            target[first + channel * pixels + pixel] = source[first + pixel * channels + channel]
          }
        }
      }
    }
  }
}
