public import ArgumentParser
public import Zoetrope

// The library's choices as arguments, by their raw values.

extension ExistingFiles: ExpressibleByArgument {}

extension LatentMetric: ExpressibleByArgument {}

extension Fit: ExpressibleByArgument {}

extension FitSettings.Method: ExpressibleByArgument {}

extension SpreadMeaning: ExpressibleByArgument {}

extension HeadLayout: ExpressibleByArgument {}

extension OutputMeaning: ExpressibleByArgument {}

extension PixelRange: ExpressibleByArgument {}

extension FlattenOrder: ExpressibleByArgument {}

extension ActivationChoice: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension ImportSize: ExpressibleByArgument {
  /// `any`, or a width and a height as `64x64`.
  public init?(argument: String) {
    if argument == "any" {
      self = .any
    } else if let size = SizeArgument(argument: argument)?.size {
      self = .fixed(width: size.width, height: size.height)
    } else {
      return nil
    }
  }
}
