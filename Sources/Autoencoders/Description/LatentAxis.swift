/// The extent of one axis of a latent: a number, or a fraction of the picture's height or width.
public enum LatentAxis: Hashable, Sendable {
  /// So many.
  case fixed(Int)
  /// The picture's height, divided.
  case height(dividedBy: Int)
  /// The picture's width, divided.
  case width(dividedBy: Int)

  /// An extent as `model.yaml` writes it: `128`, `height/8`, `width`.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { String($0).trimmingBlanks }
    guard let divisor = parts.count == 1 ? 1 : parts.count == 2 ? Int(parts[1]) : nil, divisor >= 1, divisor <= 1024
    else { return nil }
    switch parts[0] {
    case "height": self = .height(dividedBy: divisor)
    case "width": self = .width(dividedBy: divisor)
    default:
      guard parts.count == 1, let extent = Int(parts[0]), extent >= 1, extent <= 1 << 24 else { return nil }
      self = .fixed(extent)
    }
  }

  /// The extent for pictures of a size; nil if the size is no multiple of the divisor.
  func extent(height: Int, width: Int) -> Int? {
    switch self {
    case .fixed(let extent): extent
    case .height(let divisor): height % divisor == 0 ? height / divisor : nil
    case .width(let divisor): width % divisor == 0 ? width / divisor : nil
    }
  }
}

extension LatentAxis: CustomStringConvertible {
  /// As `model.yaml` writes it: `height/8`.
  public var description: String {
    switch self {
    case .fixed(let extent): "\(extent)"
    case .height(let divisor): divisor == 1 ? "height" : "height/\(divisor)"
    case .width(let divisor): divisor == 1 ? "width" : "width/\(divisor)"
    }
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
