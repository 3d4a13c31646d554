/// Pictures in rows and columns, with labels: what a montage draws.
///
/// All cells are as large as the largest picture; a smaller one stands in the middle of its cell. A label too long for
/// its column is cut with two dots.
public struct ContactSheet: Sendable {
  /// The pictures, row by row; nil leaves a cell empty, a short row ends early.
  public var rows: [[Image?]]
  /// Under the pictures, in the same rows and columns; none where there is no text.
  public var captions: [[String]]
  /// The pictures that get a frame, by row and column.
  public var framed: Set<Cell> = []
  /// Above the columns.
  public var columnLabels: [String]
  /// Before the rows.
  public var rowLabels: [String]
  /// Above everything.
  public var title: String?
  public var style: Style

  /// A place on the sheet.
  public struct Cell: Hashable, Sendable {
    public let row: Int
    public let column: Int

    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// Distances and colours; pixels of the sheet.
  public struct Style: Hashable, Sendable {
    /// How many times larger than they are the pictures are drawn.
    public var enlargement = 1
    /// Whether enlarging smooths (Lanczos) or keeps every pixel a square.
    public var isSmooth = false
    /// Between neighbouring pictures.
    public var gap = 4
    /// Around everything.
    public var margin = 12
    /// The pixels of a pixel of the labels' font.
    public var labelScale = 1
    public var background = Colour.white
    public var ink = Colour.ink
    /// Of frames.
    public var accent = Colour.accent

    public init() {}

    /// Labels and distances that go with an enlargement.
    public init(enlargement: Int, isSmooth: Bool = false) {
      self.enlargement = enlargement
      self.isSmooth = isSmooth
      gap = 2 + 2 * enlargement
      margin = 8 + 4 * enlargement
      labelScale = max(1, enlargement)
    }
  }

  public init(
    rows: [[Image?]], captions: [[String]] = [], columnLabels: [String] = [], rowLabels: [String] = [],
    title: String? = nil, style: Style = Style()
  ) {
    self.rows = rows
    self.captions = captions
    self.columnLabels = columnLabels
    self.rowLabels = rowLabels
    self.title = title
    self.style = style
  }

  /// The size of the sheet, for plans and limits.
  public var size: PixelSize { ContactSheetLayout(self).size }

  /// The sheet.
  /// - Throws: `ImageError.tooLarge` before anything is drawn, `.notFinite`.
  public func drawn(limits: ImageLimits = ImageLimits()) throws(ImageError) -> Image {
    let layout = ContactSheetLayout(self)
    try limits.check(layout.size)
    var canvas = Canvas(size: layout.size, background: style.background)
    for (y, row) in rows.enumerated() {
      for (x, image) in row.enumerated() {
        guard let image else { continue }
        let place = layout.place(of: image, column: x, row: y)
        if framed.contains(Cell(row: y, column: x)) { canvas.fill(layout.frame(around: place), style.accent) }
        try canvas.draw(scaled(image, to: place.size), x: place.left, y: place.top)
      }
    }
    for label in layout.labels(of: self) {
      canvas.draw(label: label.text, x: label.x, y: label.y, scale: style.labelScale, colour: style.ink)
    }
    return canvas.image
  }

  private func scaled(_ image: Image, to size: PixelSize) -> Image {
    style.isSmooth ? image.resized(to: size) : image.enlarged(by: style.enlargement)
  }
}
