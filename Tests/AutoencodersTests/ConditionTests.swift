import Autoencoders
import Documents
import Files
import Kernels
import Tensors
import Testing

/// Models that are told a label.
@Suite("A conditional model")
struct ConditionTests {
  /// The tiny model, whose labels add 10 or 100 to a feature, and 5 or 7 to a decoded number.
  private func tiny(labels: String = "[left, right]") -> TinyModel {
    var model = TinyModel()
    model.encoder = "[flatten, condition, {linear: {name: in, out: 2, bias: false}}]"
    model.decoder = "[condition, {linear: {name: out, out: 2, bias: false}}, {reshape: [1, 2]}]"
    model.more = "condition: {labels: \(labels)}"
    model.tensors["in.weight"] = Tensor([2, 4], [2, 0, 10, 0, 0, 2, 0, 100])
    model.tensors["out.weight"] = Tensor([2, 4], [1, 0, 5, 0, 0, 1, 0, 7])
    return model
  }

  @Test("computes each item under its own label")
  func labels() throws {
    let model = try tiny().load()
    #expect(model.description.labels == ["left", "right"])
    let pictures = [picture(1, 3), picture(1, 3), picture(0, 0)]
    let means = try model.encode(pictures, labels: [0, 1, 1]).map { try $0.get().mean.elements }
    #expect(means == [[12, 6], [2, 106], [0, 100]])
    let latents = [Tensor([2], [1, 2]), Tensor([2], [1, 2])]
    let pictured = try model.decode(latents, labels: [1, 0]).map { try $0.get().mean.elements }
    #expect(pictured == [[1, 9], [6, 2]])
  }

  @Test("has a plane for each label beside a picture")
  func planes() throws {
    var model = tiny()
    model.encoder = "[condition, {conv2d: {name: in, out: 1, kernel: 1, bias: false}}, flatten]"
    model.tensors["in.weight"] = Tensor([1, 3, 1, 1], [2, 10, 100])
    let mean = try model.load().encode([picture(1, 3)], labels: [1])[0].get().mean
    #expect(mean.elements == [102, 106])
  }

  @Test("fails an item without a label, or with one that it does not have, and no other")
  func missing() throws {
    let model = try tiny().load()
    let results = try model.decode([Tensor([2]), Tensor([2]), Tensor([2])], labels: [1, 2])
    #expect((try? results[0].get()) != nil)
    for result in results[1...] { #expect(throws: ModelError.label(labels: 2)) { try result.get() } }
  }

  @Test("has a fingerprint that the names of its labels do not change, but their number does")
  func fingerprint() throws {
    let model = try tiny().load()
    #expect(try tiny(labels: "[west, east]").load().fingerprint == model.fingerprint)
    #expect(try TinyModel().load().fingerprint != model.fingerprint)
  }

  @Test(
    "whose description is wrong is told so",
    arguments: [
      (
        "condition: {labels: [one]}",
        "\"labels\" of condition must be a list of 2 to 4096 names, as [zero, one], but is a list"
      ),
      ("condition: {labels: [a, b, a]}", "\"labels\" of condition has \"a\" twice"),
      ("condition: {label: [a, b]}", "unknown field \"label\" of condition; did you mean \"labels\"?"),
      ("", "condition needs to know the classes; write `condition: {labels: [zero, one]}` into model.yaml"),
    ])
  func wrong(_ more: String, _ message: String) throws {
    var model = tiny()
    model.more = more
    let found = try problems(model)
    #expect(found.contains(message), "found \(found)")
  }

  @Test("that no layer reads is told so")
  func unread() throws {
    var model = TinyModel()
    model.more = "condition: {labels: [left, right]}"
    #expect(
      try problems(model) == [
        "the model has a condition that no layer reads; put `condition` among the layers of the decoder"
      ])
  }

  private func problems(_ model: TinyModel) throws -> [String] {
    do { _ = try model.load() } catch let error as Diagnostics { return error.all.map(\.message) }
    return []
  }
}
