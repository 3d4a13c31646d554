import Documents
import Layers
import ProcessorTime
import Tensors
import Testing

@Suite("A wrong list of layers")
struct LayerErrorTests {
  @Test(
    "is told with its place and the nearest legal name",
    arguments: [
      ("- conv2b: {}", "1:3: unknown layer \"conv2b\"; did you mean \"conv2d\"?"),
      ("- relu: {slop: 1}", "1:10: unknown field \"slop\" of layer \"relu\"; it has: id, input"),
      ("- leaky relu: {slop: 0.1}", "1:16: unknown field \"slop\" of layer \"leaky relu\"; did you mean \"slope\"?"),
      (
        "- leaky relu: {slope: 2}",
        "1:23: \"slope\" of layer \"leaky relu\" must be a number from 0.0 to 1.0, but is the number 2"
      ),
      ("- linear: {name: a}", "1:11: layer \"linear\" needs the field \"out\": how many channels it gives"),
      ("- linear: 3", "1:11: layer \"linear\" must be a mapping of its fields, but is the number 3"),
      (
        "- linear: {name: a, out: 0}",
        "1:26: \"out\" of layer \"linear\" must be a whole number from 1 to 32768, but is the number 0"
      ),
      (
        "- conv2d: {name: a, out: 1, kernel: 3, bias: no}",
        "1:46: \"bias\" of layer \"conv2d\" must be true or false, but is the text \"no\""
      ),
      (
        "- clamp: [4, -12]",
        "1:10: \"range\" of layer \"clamp\" must be two numbers, the smaller first, as [-12, 4], but is a list"
      ),
      (
        "- upsample: 1.5",
        "1:13: \"factor\" of layer \"upsample\" must be a whole number from 2 to 64, but is the number 1.5"
      ),
      (
        "- group norm: {name: n}",
        "1:15: layer \"group norm\" needs the field \"groups\": how many groups the channels are divided into"
      ),
      (
        "- residual: {bodi: [relu]}",
        "1:14: unknown field \"bodi\" of layer \"residual\"; did you mean \"body\"?"
      ),
      (
        "- reshape: [2, -1]",
        "1:12: \"shape\" of layer \"reshape\" must be a list of whole numbers, as [256, 4, 4], but is a list"
      ),
      (
        "- {relu: , tanh: }",
        "1:3: a layer is a mapping with one key, its name, as `- conv2d: {…}`; this is a mapping with 2 keys"
      ),
      (
        "relu",
        "1:1: \"encoder\" must be a list of layers, each as `- conv2d: {…}` or `- relu`, but is the text \"relu\""
      ),
    ])
  func wording(_ yaml: String, _ message: String) throws {
    let found = try problems(yaml)
    #expect(found.contains(message), "found \(found)")
  }

  @Test("is told with all its errors at once, in blocks too")
  func allAtOnce() throws {
    let yaml = """
      - rely
      - block: [{linear: {out: 1, nam: a}}]
      - clamp: 3
      """
    #expect(try problems(yaml).count == 4)
  }

  @Test("whose shapes do not fit says which layer gets what")
  func shapes() throws {
    let tensors = ["a.weight": Tensor([1, 3])]
    let cases: [(yaml: String, message: String)] = [
      (
        "- linear: {name: a, out: 1}",
        "linear \"a\" needs [features], but gets [3, 1, 1]; put `flatten` before it"
      ),
      (
        "- group norm: {name: a, groups: 2}",
        "group norm \"a\" needs channels that 2 groups divide, but gets [3, 1, 1], channels first"
      ),
      ("- flatten\n- upsample: 2", "upsample needs [channels, height, width], but gets [3]; put `reshape` before it"),
      (
        "- residual: [{upsample: 2}]",
        "residual has a body that gives [3, 2, 2] and a shortcut that gives [3, 1, 1]: end both in the same shape, "
          + "with a conv2d of kernel 1 as shortcut where the channels change"
      ),
      ("- reshape: [4]", "reshape cannot make [4] (4 elements) from [3, 1, 1] (3 elements)"),
      (
        "- flatten\n- conv2d: {name: a, out: 1, kernel: 1}",
        "conv2d \"a\" needs [channels, height, width], but gets [3]; put `reshape` before it"
      ),
      (
        "- transposed conv2d: {name: a, out: 32768, kernel: 64, stride: 64}",
        "transposed conv2d \"a\" makes a tensor of more than 268435456 numbers; check its sizes"
      ),
    ]
    for (yaml, message) in cases { #expect(try Built(yaml, input: [3, 1, 1], tensors).diagnostics == [message]) }
  }

  @Test("is told of every tensor that is missing, of another shape, or not finite")
  func tensors() throws {
    let yaml = """
      - linear: {name: a, out: 2}
      - linear: {name: b, out: 2, bias: false}
      - linear: {name: c, out: 1, bias: false}
      """
    let tensors = [
      "a.weight": Tensor([2, 2]), "a.biass": Tensor([2]), "b.weight": Tensor([2, 3]),
      "c.weight": Tensor([1, 2], [0, .nan]),
    ]
    let found = try Built(yaml, input: [2], tensors)
    #expect(
      found.diagnostics == [
        "linear \"a\": weights.safetensors: there is no tensor \"a.bias\"; did you mean \"a.biass\"?",
        "linear \"b\": weights.safetensors: \"b.weight\" has the shape [2, 3], but the model needs [2, 2]",
        "linear \"c\": weights.safetensors: \"c.weight\" is not finite at element 1",
      ])
    #expect(found.network.reading.diagnostics.all.map(\.mark?.line) == [1, 2, 3])
  }

  @Test("of very many errors is told quickly, and not endlessly")
  func manyErrors() throws {
    var count = 0
    let time = try processorTime { count = try problems(String(repeating: "- rely\n", count: 20_000)).count }
    #expect(count == 100)
    #expect(time < .seconds(20))
  }

  @Test("that a catalogue cannot hold: two layers have one name")
  func names() {
    #expect(Set(LayerCatalogue.names).count == LayerCatalogue.all.count)
  }
}
