import Autoencoders
import Checkpoints
import Files
import Kernels
import Tensors
import Testing

@Suite("An attribute vector")
struct AttributeVectorTests {
  private func vector(for model: AttributeVector.ModelIdentity) throws -> AttributeVector {
    let origin = AttributeVector.Origin(
      method: "difference of means", fitted: .init(with: 3, without: 4), heldOut: .init(with: 1, without: 2),
      accuracy: 0.75, source: "made up")
    return try AttributeVector(
      name: "smile", vector: Tensor([2], [3, 4]), gap: 5, sigma: 2.5, model: model, origin: origin)
  }

  @Test("is read as it was written")
  func file() throws {
    let folder = try TemporaryFolder()
    let written = try vector(for: .init(name: "tiny", fingerprint: "abc"))
    try written.write(to: folder.path / "smile.safetensors", existing: .error)
    let read = try AttributeVector(folder.path / "smile.safetensors")
    #expect(read.name == "smile" && read.vector == written.vector && read.direction == written.direction)
    #expect(read.gap == 5 && read.sigma == 2.5)
    #expect(read.model == written.model && read.origin == written.origin)
  }

  @Test("keeps what it was balanced over, where its classes lie, and its footprint")
  func everything() throws {
    let folder = try TemporaryFolder()
    let origin = AttributeVector.Origin(
      method: "logistic regression", fitted: .init(with: 30, without: 40), heldOut: .init(with: 0, without: 0),
      accuracy: nil, area: 0.875, source: "made up", label: "Smiling",
      cells: [.init(name: "Male, not Young", counts: .init(with: 3, without: 4))])
    let written = try AttributeVector(
      name: "smile", vector: Tensor([2], [3, 4]), gap: 5, sigma: 0, zero: -1.25,
      model: .init(name: "tiny", fingerprint: "abc"), origin: origin,
      footprint: Footprint(Tensor([1, 2], [0.5, 1]), of: "smile"))
    try written.write(to: folder.path / "smile.safetensors", existing: .error)
    let read = try AttributeVector(folder.path / "smile.safetensors")
    #expect(read.origin == origin && read.zero == -1.25)
    #expect(read.footprint?.weights == Tensor([1, 2], [0.5, 1]))
  }

  @Test("scores a latent 0 at the mean without and 1 at the mean with the attribute, and brings it to a score")
  func score() throws {
    let old = try vector(for: .init(name: "tiny", fingerprint: "abc"))
    #expect(old.score(of: Tensor([2])) == nil && old.reaching(1, from: Tensor([2])) == nil)
    let vector = try AttributeVector(
      name: "smile", vector: Tensor([2], [3, 4]), gap: 5, sigma: 2.5, zero: 1, model: old.model, origin: old.origin)
    // n = (0.6, 0.8): z·n is 1 at (1, 0.5) and 6 one gap further.
    #expect(abs(try #require(vector.score(of: Tensor([2], [1, 0.5])))) < 1e-6)
    #expect(abs(try #require(vector.score(of: Tensor([2], [4, 4.5]))) - 1) < 1e-6)
    for start in [Tensor([2], [1, 0.5]), Tensor([2], [-7, 3])] {
      let moved = try #require(vector.reaching(1.5, from: start))
      #expect(abs(try #require(vector.score(of: moved)) - 1.5) < 1e-6)
      // Only the place along n changes: what stands at a right angle to it stays.
      let beside = Tensor([2], [0.8, -0.6])
      #expect(
        abs(zip(moved.elements, start.elements).enumerated().reduce(0) { $0 + ($1.1.0 - $1.1.1) * beside[$1.0] }) < 1e-5
      )
    }
  }

  @Test("moves by gaps, standard deviations or distances along its unit direction")
  func strength() throws {
    let vector = try vector(for: .init(name: "tiny", fingerprint: "abc"))
    #expect(vector.direction.elements == [0.6, 0.8])
    for (unit, length) in [(StrengthUnit.gap, Float(5)), (.sigma, 2.5), (.distance, 1)] {
      let moved = vector.displacement(strength: -2, unit: unit)
      #expect(abs(moved[0] + 1.2 * length) < 1e-5 && abs(moved[1] + 1.6 * length) < 1e-5, "\(unit)")
    }
    #expect(StrengthUnit(rawValue: "sigma") == .sigma)
  }

  @Test("is refused by another model, with the names of both")
  func otherModel() throws {
    let folder = try TemporaryFolder()
    try TinyModel().write(to: folder)
    try createFolders(folder.path / "attributes")
    let model = try Autoencoder(folder: folder.path, kernels: PortableKernels())
    try vector(for: model.identity).write(to: folder.path / "attributes/smile.safetensors", existing: .error)
    let foreign = AttributeVector.ModelIdentity(name: "elsewhere", fingerprint: String(repeating: "0", count: 64))
    try vector(for: foreign).write(to: folder.path / "attributes/alien.safetensors", existing: .error)
    #expect(try model.attributeNames() == ["alien", "smile"])
    #expect(try model.attribute("smile").gap == 5)
    #expect(try model.attribute("\(folder.path)/attributes/smile.safetensors").gap == 5)
    let error = #expect(throws: AttributeError.self) { try model.attribute("alien") }
    #expect(error == .otherModel(vector: "smile", of: foreign, model: model.identity))
    let message = error.map { "\($0)" } ?? ""
    #expect(message.contains("\"elsewhere\"") && message.contains("\"tiny\""))
    let unknown = #expect(throws: AttributeError.self) { try model.attribute("smlie") }
    #expect(unknown.map { "\($0)" } == "the model \"tiny\" has no attribute vector \"smlie\"; did you mean \"smile\"?")
  }

  @Test("without what it needs is refused by name")
  func incomplete() throws {
    let folder = try TemporaryFolder()
    let path = folder.path / "v.safetensors"
    try SafeTensors.write(["vector": Tensor([2], [1, 2])], to: path, existing: .overwrite)
    #expect(throws: AttributeError.file(path, missing: "the format \"zoetrope attribute vector 1\"")) {
      try AttributeVector(path)
    }
    try vector(for: .init(name: "tiny", fingerprint: "abc")).write(to: path, existing: .overwrite)
    var metadata = try SafeTensors(path).metadata
    metadata["gap"] = "NaN"
    try SafeTensors.write(["vector": Tensor([2], [1, 2])], metadata: metadata, to: path, existing: .overwrite)
    #expect(throws: AttributeError.file(path, missing: "a number \"gap\" in its metadata")) {
      try AttributeVector(path)
    }
    #expect(throws: AttributeError.noDirection(name: "smile")) {
      let old = try vector(for: .init(name: "tiny", fingerprint: "abc"))
      _ = try AttributeVector(
        name: "smile", vector: Tensor([2]), gap: 1, sigma: 1, model: old.model, origin: old.origin)
    }
  }
}
