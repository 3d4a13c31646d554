public import Images

/// A picture of numbers: what is plotted, and the words above it. It is drawn as SVG and as pixels from one layout, so
/// that both look alike; the same figure always gives the same bytes.
public struct Figure: Hashable, Sendable {
  /// What is plotted.
  public enum Plot: Hashable, Sendable {
    case scatter(ScatterPlot)
    case bars(BarChart)
    case curves(CurvePlot)
    case matrix(MatrixPlot)
  }

  /// The line above everything: what the figure says.
  public var title: String
  /// A smaller line below the title: of what, and how it was measured; may be empty.
  public var subtitle: String
  /// How wide the figure is, in points; a plot of many columns takes more.
  public var width: Double
  /// What is plotted.
  public var plot: Plot

  /// A figure; its height follows from what is plotted.
  public init(_ title: String, subtitle: String = "", width: Double = 640, _ plot: Plot) {
    self.title = title
    self.subtitle = subtitle
    self.width = width
    self.plot = plot
  }
}

extension Figure {
  /// The figure as the text of an SVG file. Letters are real text in Helvetica, Arial or what stands for them.
  public var svg: String { SVGWriter.text(of: drawing, title: title) }

  /// The figure as a picture.
  /// - Parameters:
  ///   - scale: pixels of a point; 2 is sharp on a fine screen.
  ///   - limits: the largest picture that is drawn.
  /// - Throws: `ImageError.tooLarge` before anything is drawn.
  public func image(scale: Int = 2, limits: ImageLimits = ImageLimits()) throws(ImageError) -> Image {
    let drawing = drawing
    let size = PixelSize(
      width: Int(drawing.width.rounded(.up)) * scale, height: Int(drawing.height.rounded(.up)) * scale)
    try limits.check(size)
    var raster = Raster(size: size, scale: Double(scale))
    for mark in drawing.marks { raster.draw(mark) }
    return raster.image
  }

  /// The bytes of a PNG file of the figure.
  /// - Throws: as `image(scale:limits:)`.
  public func png(scale: Int = 2) throws(ImageError) -> [UInt8] {
    try PNGWriter.encode(image(scale: scale), options: PNGOptions(compression: 9))
  }

  /// What is drawn where.
  var drawing: Drawing {
    var page = Page(width: width)
    page.header(title: title, subtitle: subtitle)
    switch plot {
    case .scatter(let plot): plot.lay(on: &page)
    case .bars(let plot): plot.lay(on: &page)
    case .curves(let plot): plot.lay(on: &page)
    case .matrix(let plot): plot.lay(on: &page)
    }
    return page.drawing
  }
}
