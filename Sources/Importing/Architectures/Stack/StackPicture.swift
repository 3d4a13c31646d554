/// Sizes that follow from how many numbers a layer takes or gives.
struct StackPicture {
  let channels: Int
  let height: Int
  let width: Int

  var shape: [Int] { [channels, height, width] }

  /// Features that are a picture of so many channels: of the user's size, made smaller by a factor, or square.
  init(features: Int, channels: Int, factor: Int, _ settings: ImportSettings) throws(ImportError) {
    self.channels = channels
    if let (width, height) = settings.fixedSize {
      (self.height, self.width) = (height / factor, width / factor)
      guard channels * self.height * self.width == features else {
        throw .unsupported(
          "pictures of \(width)×\(height) pixels would give \(channels * self.height * self.width) features, but the weights "
            + "take \(features); say another --size")
      }
      return
    }
    let side = Int(Double(features / max(channels, 1)).squareRoot().rounded())
    guard channels > 0, channels * side * side == features else { throw .pictureSize(features: features) }
    (height, width) = (side, side)
  }

  /// Pixels of a picture of which nobody says whether it is grey.
  init(pixels: Int, _ settings: ImportSettings) throws(ImportError) {
    if let (width, height) = settings.fixedSize {
      let channels = pixels / max(1, width * height)
      guard channels == 1 || channels == 3, channels * width * height == pixels else {
        throw .unsupported(
          "the weights take \(pixels) numbers, which are no picture of \(width)×\(height) pixels; say another --size")
      }
      self.init(channels, height, width)
      return
    }
    for channels in [1, 3] {
      let side = Int(Double(pixels / channels).squareRoot().rounded())
      if channels * side * side == pixels {
        self.init(channels, side, side)
        return
      }
    }
    throw .pictureSize(features: pixels)
  }

  init(_ channels: Int, _ height: Int, _ width: Int) {
    (self.channels, self.height, self.width) = (channels, height, width)
  }
}
