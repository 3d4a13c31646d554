extension AttributeVector {
  /// How a vector was made, and how well it tells held-out pictures apart.
  public struct Origin: Hashable, Sendable {
    /// As `difference of means`.
    public var method: String
    /// The pictures that it was fitted on.
    public var fitted: ClassCounts
    /// The pictures that it was judged by.
    public var heldOut: ClassCounts
    /// The share of the held-out pictures on the right side of the midpoint of the class means along n, 0…1; nil where
    /// none was held out.
    public var accuracy: Double?
    /// The probability that of two held-out pictures, one with and one without, the one with lies farther along n; nil
    /// where one of the classes has none.
    public var area: Double?
    /// Which pictures and labels, in words.
    public var source: String
    /// The column of the table of labels, if they came from one.
    public var label: String?
    /// The fitted pictures of each cell that it was balanced over, if it was.
    public var cells: [Cell]

    /// How a vector was made.
    public init(
      method: String, fitted: ClassCounts, heldOut: ClassCounts, accuracy: Double?, area: Double? = nil, source: String,
      label: String? = nil, cells: [Cell] = []
    ) {
      self.method = method
      self.fitted = fitted
      self.heldOut = heldOut
      self.accuracy = accuracy
      self.area = area
      self.source = source
      self.label = label
      self.cells = cells
    }
  }

  /// How many pictures have an attribute, and how many have not.
  public struct ClassCounts: Hashable, Sendable {
    /// Pictures with it.
    public var with: Int
    /// Pictures without it.
    public var without: Int

    /// So many with, so many without.
    public init(with: Int, without: Int) {
      self.with = with
      self.without = without
    }

    /// All pictures.
    public var total: Int { with + without }

    mutating func count(_ hasAttribute: Bool) {
      if hasAttribute { with += 1 } else { without += 1 }
    }
  }

  /// Pictures that agree in the labels that a vector was balanced over.
  public struct Cell: Hashable, Sendable {
    /// As `Male, not Young`.
    public var name: String
    /// Those with the vector's attribute and those without.
    public var counts: ClassCounts

    /// Pictures under a name.
    public init(name: String, counts: ClassCounts) {
      self.name = name
      self.counts = counts
    }
  }
}
