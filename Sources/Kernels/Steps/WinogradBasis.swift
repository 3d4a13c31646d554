/// A basis in which the convolution of a tile with a 2 × 2 kernel is one product for each element: Winograd's F(m×m, 2×2).
///
/// In one direction, m outputs y are computed from m + 1 inputs d and the taps g₀, g₁ as y = Aᵀ[(G g) ⊙ (Bᵀ d)]. The
/// columns stand for the values of polynomials at some points and at infinity, which determine the polynomial.
enum WinogradBasis: Sendable, CaseIterable {
  /// Tiles of 2 × 2 outputs by 9 products, where the definition has 16 multiplications: m₀ = (d₀ − d₁)·g₀,
  /// m₁ = d₁·(g₀ + g₁), m₂ = (d₁ − d₂)·g₁ give y₀ = m₀ + m₁ and y₁ = m₁ − m₂.
  case pairs
  /// Tiles of 4 × 4 outputs by 25 products instead of 64, with the points 0, −1, ½ and 2. Of the points that need few
  /// additions these lose the fewest digits: no more than sums in another order do.
  case quads

  /// The outputs of a tile in one direction.
  var outputs: Int { self == .pairs ? 2 : 4 }
  /// The inputs of a tile in one direction.
  var inputs: Int { outputs + 1 }
  /// The products of a tile.
  var products: Int { inputs * inputs }

  /// Larger tiles need more weights for their products. A picture of a single tile uses each of them once, and would
  /// wait for memory.
  static func forGrid(height: Int, width: Int) -> WinogradBasis {
    height.isMultiple(of: 4) && width.isMultiple(of: 4) && height * width > 16 ? .quads : .pairs
  }

  /// G: what the weight of each product takes of the two taps.
  var weights: [(Double, Double)] {
    switch self {
    case .pairs: [(1, 0), (1, 1), (0, 1)]
    case .quads: [(1, 0), (-1 / 4.5, 1 / 4.5), (-1 / 1.125, -0.5 / 1.125), (1 / 9, 2 / 9), (0, 1)]
    }
  }
}
