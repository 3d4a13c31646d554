/// A matrix product in vectors of eight columns.
///
/// The weights are kept in panels eight columns wide, so that the inner loop reads them in order; a block of six rows
/// times one panel is held in registers. Every element is summed in the same order, whatever its row: in partial sums,
/// because the rounding errors of one long sum would add up.
struct PortableProduct: MatrixProduct {
  private let shape: ProductShape
  /// [count, panels, inner] vectors; the last panel is filled up with zeros.
  private let panels: [Lanes]
  /// One vector a panel.
  private let bias: [Lanes]
  private let slope: Float

  private static let rowsAtOnce = 6
  /// The products of one partial sum.
  private static let partialSum = 64

  init(_ shape: ProductShape, weights: [Float], epilogue: Epilogue?) {
    self.shape = shape
    let columns = shape.columns
    let firsts = stride(from: 0, to: columns, by: Lanes.scalarCount)
    panels = (0..<shape.count).flatMap { matrix in
      firsts.flatMap { first in
        (0..<shape.inner).map { k in
          PortableProduct.lanes(weights, from: (matrix * shape.inner + k) * columns + first, count: columns - first)
        }
      }
    }
    let plainBias = epilogue?.bias ?? [Float](repeating: 0, count: columns)
    bias = firsts.map { PortableProduct.lanes(plainBias, from: $0, count: columns - $0) }
    slope = epilogue?.slope ?? 1
  }

  /// Up to eight floats of an array, filled up with zeros.
  private static func lanes(_ floats: [Float], from start: Int, count: Int) -> Lanes {
    var lanes = Lanes()
    for j in 0..<min(Lanes.scalarCount, count) { lanes[j] = floats[start + j] }
    return lanes
  }

  var scratch: Int { 0 }

  func run(_ a: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    panels.withUnsafeBufferPointer { panels in
      guard var panel = panels.baseAddress else { return }
      for matrix in 0..<shape.count {
        let a = a + matrix * shape.sourceSpacing
        let c = c + matrix * shape.targetSpacing
        for (index, bias) in bias.enumerated() {
          multiply(a, panel, bias, c, Lanes.scalarCount * index)
          panel += shape.inner
        }
      }
    }
  }

  /// All rows times one panel, whose first column is `first`.
  private func multiply(
    _ a: UnsafePointer<Float>, _ panel: UnsafePointer<Lanes>, _ bias: Lanes, _ c: UnsafeMutablePointer<Float>,
    _ first: Int
  ) {
    let columns = min(Lanes.scalarCount, shape.columns - first)
    var row = 0
    while row + PortableProduct.rowsAtOnce <= shape.rows {
      let block = sixRows(a + row * shape.inner, panel)
      for i in 0..<PortableProduct.rowsAtOnce {
        put(rectified(block[i] + bias), c + (row + i) * shape.columns + first, columns)
      }
      row += PortableProduct.rowsAtOnce
    }
    while row < shape.rows {
      put(rectified(oneRow(a + row * shape.inner, panel) + bias), c + row * shape.columns + first, columns)
      row += 1
    }
  }

  @inline(__always)
  private func rectified(_ x: Lanes) -> Lanes { x.replacing(with: x * slope, where: x .< 0) }

  /// Six rows times one panel.
  @inline(__always)
  private func sixRows(_ a: UnsafePointer<Float>, _ panel: UnsafePointer<Lanes>) -> InlineArray<6, Lanes> {
    let inner = shape.inner
    var sums = InlineArray<6, Lanes>(repeating: Lanes())
    for start in stride(from: 0, to: inner, by: PortableProduct.partialSum) {
      var (c0, c1, c2, c3, c4, c5) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
      for k in start..<min(start + PortableProduct.partialSum, inner) {
        let w = panel[k]
        c0 += w * a[k]
        c1 += w * a[inner + k]
        c2 += w * a[2 * inner + k]
        c3 += w * a[3 * inner + k]
        c4 += w * a[4 * inner + k]
        c5 += w * a[5 * inner + k]
      }
      sums[0] += c0
      sums[1] += c1
      sums[2] += c2
      sums[3] += c3
      sums[4] += c4
      sums[5] += c5
    }
    return sums
  }

  /// One row times one panel, summed in the same order as six.
  @inline(__always)
  private func oneRow(_ a: UnsafePointer<Float>, _ panel: UnsafePointer<Lanes>) -> Lanes {
    var total = Lanes()
    for start in stride(from: 0, to: shape.inner, by: PortableProduct.partialSum) {
      var sum = Lanes()
      for k in start..<min(start + PortableProduct.partialSum, shape.inner) { sum += panel[k] * a[k] }
      total += sum
    }
    return total
  }

  @inline(__always)
  private func put(_ lanes: Lanes, _ target: UnsafeMutablePointer<Float>, _ columns: Int) {
    if columns == Lanes.scalarCount {
      store(lanes, target)
    } else {
      for j in 0..<columns { target[j] = lanes[j] }
    }
  }
}
