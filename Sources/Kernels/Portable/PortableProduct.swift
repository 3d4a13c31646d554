/// A matrix product in vectors of eight columns.
///
/// The weights are kept in panels eight columns wide, so that the inner loop reads them in order; a block of six rows
/// times one panel is held in registers. Every element is summed in the same order, whatever its row: in partial sums,
/// because the rounding errors of one long sum would add up.
struct PortableProduct: MatrixProduct {
  private let shape: ProductShape
  /// [count, panels, inner] vectors; the last panel is filled up with zeros.
  private let panels: [Lanes]

  private static let rowsAtOnce = 6
  /// The products of one partial sum.
  private static let partialSum = 64

  init(_ shape: ProductShape, weights: [Float]) {
    self.shape = shape
    let columns = shape.columns
    var panels: [Lanes] = []
    panels.reserveCapacity(shape.count * shape.inner * (columns + 7) / 8)
    for matrix in 0..<shape.count {
      for first in stride(from: 0, to: columns, by: Lanes.scalarCount) {
        for k in 0..<shape.inner {
          let row = (matrix * shape.inner + k) * columns
          var lanes = Lanes()
          for j in 0..<min(Lanes.scalarCount, columns - first) { lanes[j] = weights[row + first + j] }
          panels.append(lanes)
        }
      }
    }
    self.panels = panels
  }

  var scratch: Int { 0 }

  func run(_ a: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    panels.withUnsafeBufferPointer { panels in
      guard var panel = panels.baseAddress else { return }
      for matrix in 0..<shape.count {
        let a = a + matrix * shape.rows * shape.inner
        let c = c + matrix * shape.rows * shape.columns
        for first in stride(from: 0, to: shape.columns, by: Lanes.scalarCount) {
          multiply(a, panel, c + first, columns: min(Lanes.scalarCount, shape.columns - first))
          panel += shape.inner
        }
      }
    }
  }

  /// All rows times one panel.
  private func multiply(
    _ a: UnsafePointer<Float>, _ panel: UnsafePointer<Lanes>, _ c: UnsafeMutablePointer<Float>, columns: Int
  ) {
    var row = 0
    while row + PortableProduct.rowsAtOnce <= shape.rows {
      let block = sixRows(a + row * shape.inner, panel)
      for i in 0..<PortableProduct.rowsAtOnce { put(block[i], c + (row + i) * shape.columns, columns) }
      row += PortableProduct.rowsAtOnce
    }
    while row < shape.rows {
      put(oneRow(a + row * shape.inner, panel), c + row * shape.columns, columns)
      row += 1
    }
  }

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
