import Layers
import Tensors
import Testing

@Suite("A layer")
struct LayerComputationTests {
  @Test("computes what its name says, element by element")
  func activations() throws {
    let cases: [(yaml: String, expected: [Float])] = [
      ("- relu", [0, 0, 3]), ("- leaky relu: {slope: 0.5}", [-1, 0, 3]), ("- leaky-relu: 0.5", [-1, 0, 3]),
      ("- clamp: [-1, 2]", [-1, 0, 2]), ("- clamp: {range: [-1, 2]}", [-1, 0, 2]),
      ("- silu", [-0.238_405_84, 0, 2.857_722_4]), ("- sigmoid:", [0.119_202_92, 0.5, 0.952_574_13]),
      ("- tanh", [-0.964_027_6, 0, 0.995_054_75]),
    ]
    for (yaml, expected) in cases {
      let found = try Built(yaml, input: [3]).run([-2, 0, 3])
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(yaml) gives \(found)")
    }
  }

  @Test("constant is its number everywhere, whatever comes in")
  func constant() throws {
    let built = try Built("- constant: {name: log_variance}", input: [3], ["log_variance.value": Tensor([1], [-2.5])])
    #expect(try built.run([1, 10, -100]) == [-2.5, -2.5, -2.5])
  }

  @Test("linear multiplies by its weight and adds its bias")
  func linear() throws {
    let tensors = ["a.weight": Tensor([2, 3], [1, 2, 3, 4, 5, 6]), "a.bias": Tensor([2], [0.5, -1])]
    #expect(try Built("- linear: {name: a, out: 2}", input: [3], tensors).run([1, 10, 100]) == [321.5, 653])
    #expect(
      try Built("- linear: {name: a, out: 2, bias: false}", input: [3], tensors).run([1, 10, 100]) == [321, 654])
  }

  @Test("batch norm uses the statistics of training and its epsilon")
  func batchNorm() throws {
    let tensors = [
      "n.weight": Tensor([2], [2, 3]), "n.bias": Tensor([2], [1, -1]), "n.running_mean": Tensor([2], [5, 6]),
      "n.running_var": Tensor([2], [3, 8]),
    ]
    let found = try Built("- batch norm: {name: n, epsilon: 1}", input: [2, 1, 2], tensors).run([5, 7, 6, 9])
    #expect(found == [1, 3, -1, 2])
  }

  @Test("scale has one number for all channels, or one for each")
  func scale() throws {
    #expect(try Built("- scale: 3", input: [2]).run([1, 2]) == [3, 6])
    #expect(try Built("- scale: {factor: [1, 2], shift: [0, -1]}", input: [2, 1, 1]).run([1, 2]) == [1, 3])
  }

  @Test("conv2d with a padding of [0, 1] has zeros at the right and the bottom alone")
  func trailingPadding() throws {
    let yaml = "- conv2d: {name: c, out: 1, kernel: 2, padding: [0, 1], bias: false}"
    let built = try Built(yaml, input: [1, 2, 2], ["c.weight": Tensor([1, 1, 2, 2], repeating: 1)])
    #expect(built.outputShape == [1, 2, 2])
    #expect(try built.run([1, 2, 3, 4]) == [10, 6, 7, 4])
  }

  @Test("transposed conv2d adds rows and columns at the end")
  func outputPadding() throws {
    let fields = "name: c, out: 1, kernel: 3, stride: 2, padding: 1, output padding: 1, bias: false"
    let weight = ["c.weight": Tensor([1, 1, 3, 3], repeating: 1)]
    #expect(try Built("- transposed conv2d: {\(fields)}", input: [1, 2, 2], weight).outputShape == [1, 4, 4])
  }

  @Test("attention takes the mean of all values where queries are nothing")
  func attention() throws {
    var tensors: [String: Tensor] = [:]
    for part in ["to_q", "to_k", "to_v", "to_out.0"] {
      tensors["a.\(part).weight"] = Tensor([1, 1, 1, 1], [part == "to_q" ? 0 : 1])
      tensors["a.\(part).bias"] = Tensor([1])
    }
    #expect(try Built("- attention: {name: a}", input: [1, 1, 2], tensors).run([1, 3]) == [2, 2])
  }

  @Test("conv2d and transposed conv2d are adjoint: ⟨conv x, y⟩ = ⟨x, transposed y⟩")
  func adjoint() throws {
    let weight = Tensor([2, 3, 4, 4], (0..<96).map { Float(($0 * 37) % 11) - 5 })
    let (x, y) = ((0..<108).map { Float($0 % 7) - 3 }, (0..<18).map { Float($0 % 5) - 2 })
    let fields = "kernel: 4, stride: 2, padding: 1, bias: false"
    let down = try Built("- conv2d: {name: c, out: 2, \(fields)}", input: [3, 6, 6], ["c.weight": weight])
    let up = try Built("- transposed conv2d: {name: c, out: 3, \(fields)}", input: [2, 3, 3], ["c.weight": weight])
    #expect(down.outputShape == [2, 3, 3])
    #expect(up.outputShape == [3, 6, 6])
    let left = zip(try down.run(x), y).reduce(0) { $0 + $1.0 * $1.1 }
    let right = zip(x, try up.run(y)).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(left == right)
  }

  @Test("flatten and reshape keep the elements in their order")
  func shapes() throws {
    let built = try Built("- flatten\n- reshape: [3, 1, 2]", input: [1, 2, 3])
    #expect(built.outputShape == [3, 1, 2])
    #expect(try built.run([1, 2, 3, 4, 5, 6]) == [1, 2, 3, 4, 5, 6])
  }

  @Test("in a block has the block's name before its own; a nameless block adds nothing")
  func blocks() throws {
    let yaml = """
      - block:
          name: decoder
          body:
            - block: [{linear: {name: 0, out: 1, bias: false}}]
            - relu
      """
    let built = try Built(yaml, input: [1], ["decoder.0.weight": Tensor([1, 1], [3])])
    #expect(try built.run([2]) == [6])
    #expect(built.network.summaries.map(\.name) == ["decoder.0", nil])
  }

  @Test("group norm normalises neighbouring channels together, each picture by itself")
  func groupNorm() throws {
    let tensors = ["n.weight": Tensor([4], [2, 3, 1, 1]), "n.bias": Tensor([4], [1, -1, 0, 5])]
    let found = try Built("- group norm: {name: n, groups: 2, epsilon: 1}", input: [4, 1, 1], tensors).run([5, 9, 7, 7])
    let unit = 2 / Float(5).squareRoot()
    let expected = [1 - 2 * unit, 3 * unit - 1, 0, 5]
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(found)")
  }

  @Test("upsample repeats pixels in both directions")
  func upsample() throws {
    let built = try Built("- upsample: 2", input: [1, 1, 2])
    #expect(built.outputShape == [1, 2, 4])
    #expect(try built.run([3, 4]) == [3, 3, 4, 4, 3, 3, 4, 4])
  }

  @Test("residual adds its shortcut, or its input where it has none, with the block's name before all names")
  func residual() throws {
    let tensors = ["block.a.weight": Tensor([1, 1], [3]), "block.b.weight": Tensor([1, 1], [10])]
    let body = "body: [{linear: {name: a, out: 1, bias: false}}, relu]"
    let plain = try Built("- residual: {name: block, \(body)}", input: [1], tensors)
    #expect(try plain.run([2]) == [8])
    #expect(try plain.run([-2]) == [-2])
    let shortcut = "shortcut: [{linear: {name: b, out: 1, bias: false}}]"
    let around = try Built("- residual: {name: block, \(body), \(shortcut)}\n- relu", input: [1], tensors)
    #expect(try around.run([2]) == [26])
    #expect(try around.run([-2]) == [0])
    #expect(around.network.summaries.map(\.name) == ["block.a", nil, "block.b", nil])
  }

  @Test("tells what it costs")
  func summaries() throws {
    let tensors = ["c.weight": Tensor([2, 3, 3, 3]), "c.bias": Tensor([2])]
    let built = try Built("- conv2d: {name: c, out: 2, kernel: 3, padding: 1}\n- relu", input: [3, 4, 4], tensors)
    let layers = built.network.summaries
    #expect(layers.map(\.kind) == ["conv2d", "relu"])
    #expect(layers.map(\.parameters) == [56, 0])
    #expect(layers.map(\.multiplyAdds) == [54 * 16, 0])
    #expect(layers.map(\.output) == [[2, 4, 4], [2, 4, 4]])
  }
}
