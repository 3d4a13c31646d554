/// The central difference of a function by one number of several arrays, which a gradient is held against.
func slope(_ outputs: [[Float]], _ output: Int, _ i: Int, _ value: ([[Float]]) -> Double) -> Double {
  let width: Float = 1e-3
  var (up, down) = (outputs, outputs)
  up[output][i] += width
  down[output][i] -= width
  return (value(up) - value(down)) / Double(up[output][i] - down[output][i])
}
