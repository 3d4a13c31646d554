extension Montage {
  /// How a sheet looks.
  public struct Style: Sendable, Hashable {
    /// Each pixel becomes a square of so many; 1 leaves the picture as it is.
    public var enlarge: Int
    /// Whether columns and rows say what they are.
    public var labels: Bool
    /// Pixels between the pictures; nil goes with the enlargement.
    public var gap: Int?
    /// Which pictures get a frame.
    public var mark: Mark

    /// Plain sheets unless said.
    public init(enlarge: Int = 1, labels: Bool = false, gap: Int? = nil, mark: Mark = .nothing) {
      self.enlarge = enlarge
      self.labels = labels
      self.gap = gap
      self.mark = mark
    }
  }

  /// Which pictures get a frame.
  public enum Mark: String, CaseIterable, Sendable {
    case nothing
    /// Those that others were computed from: the ends of a way, the first row and column of a chain grid.
    case keys
  }

  /// What is written on a sheet beside its labels: texts with places for parts of an item's name, its coordinates, and
  /// what is told of it.
  public struct Wording: Sendable, Hashable {
    /// Above everything; of the sheet's first item.
    public var title: String?
    /// Under each picture.
    public var caption: String?
    /// Above each column, of its first item; nil shows the plain value where labels are wanted.
    public var columnLabel: String?
    /// Before each row, of its first item.
    public var rowLabel: String?

    /// Nothing unless said.
    public init(
      title: String? = nil, caption: String? = nil, columnLabel: String? = nil, rowLabel: String? = nil
    ) {
      self.title = title
      self.caption = caption
      self.columnLabel = columnLabel
      self.rowLabel = rowLabel
    }
  }
}
