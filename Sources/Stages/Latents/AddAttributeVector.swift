public import Autoencoders
public import Dataflow
import Documents
import Files
import Tensors

/// Moves each latent along one or several attribute vectors: z' = z + α·v.
public struct AddAttributeVector: MapStage, RecipeStage {
  /// Where a vector comes from.
  public enum Reference: Sendable {
    /// By its name in the model, or by the path of its file.
    case name(String)
    case vector(AttributeVector)
  }

  /// The vectors, each with its signed strength.
  public var vectors: [(reference: Reference, strength: Double)]
  /// What a strength of 1 is.
  public var unit: StrengthUnit
  private var displacement: Tensor?
  private var area: EditedArea?

  /// Several vectors, added one after the other.
  public init(_ vectors: [(reference: Reference, strength: Double)], unit: StrengthUnit = .gap) {
    self.vectors = vectors
    self.unit = unit
  }

  /// One vector.
  public init(_ vector: AttributeVector, strength: Double, unit: StrengthUnit = .gap) {
    self.init([(.vector(vector), strength)], unit: unit)
  }

  /// One vector by its name in the pipeline's model, or by its path.
  public init(_ name: String, strength: Double, unit: StrengthUnit = .gap) {
    self.init([(.name(name), strength)], unit: unit)
  }

  /// Finds the vectors, holds them against the model, and adds them up.
  public mutating func prepare(_ environment: Environment) throws {
    let model = try environment.model(for: "add attribute vector")
    var sum = Tensor(model.latentShape)
    for (reference, strength) in vectors {
      let vector = try resolve(reference, model)
      sum = sum.combined(with: vector.displacement(strength: Float(strength), unit: unit), +)
      if strength != 0 { area = try area.union(vector.area(on: model)) }
    }
    displacement = sum
  }

  /// z + Σ α·v.
  public func apply(_ item: Item<Latent>, _ run: RunContext) throws -> Latent {
    guard let displacement else { throw NotPrepared(stage: "add attribute vector") }
    return Latent(item.value.tensor.combined(with: displacement, +))
  }

  /// Where its vectors act travels on.
  public func carried(from item: Item<Latent>, to output: Latent) -> Carried { item.carried.edited(in: area) }

  private func resolve(_ reference: Reference, _ model: Autoencoder) throws -> AttributeVector {
    switch reference {
    case .vector(let vector):
      try model.check(vector)
      return vector
    case .name(let name):
      do { return try Self.isPath(name) ? model.attribute(at: Path(name)) : model.attribute(name) } catch {
        throw FieldError(vectors.count == 1 ? "vector" : "vectors", "\(error)")
      }
    }
  }
}

extension AddAttributeVector {
  static let vector = Field<String>(
    FieldDeclaration(
      "vector", .text, help: "the vector's name in the model, or the path of its file (with / or .safetensors)"),
    fallback: nil
  ) { node, arguments in
    guard let scalar = node.scalar, !scalar.text.isEmpty else {
      throw FieldError("vector", "\"vector\" takes a name or a path, not \(node.kind)", at: node)
    }
    return isPath(scalar.text) ? arguments.resolve(path: scalar) : scalar.text
  }
  static let strength = Field.number(
    "strength", unit: "class gaps unless \"unit\" says otherwise", in: -1000...1000, default: 1, sweeps: true,
    help: "how far, with its sign: 1 is the gap between the faces without and with the attribute")
  static let vectors = Field.numbersByName(
    "vectors", help: "several vectors, each with its strength: {smile: 1.5, male: -1}")
  static let unit = Field<StrengthUnit>.choice(
    "unit", default: .gap,
    help:
      "gap: the difference of the class means; sigma: the standard deviation along the vector; distance: latent units")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "add attribute vector", summary: "Moves each latent along one or several attribute vectors: z' = z + α·v.",
    forms: [.init(.latents, .latents)],
    fields: [vector.declaration, strength.declaration, vectors.declaration, unit.declaration],
    example: "- add attribute vector: {vector: smile, strength: [-1, 0, 1, 2]}"
  ) { arguments in
    let (one, several) = (try arguments.optional(vector), try arguments.optional(vectors))
    let unit = try arguments(unit)
    switch (one, several) {
    case (let name?, nil):
      return .map(AddAttributeVector([(.name(name), try arguments(strength))], unit: unit))
    case (nil, let several?):
      guard arguments["strength"] == nil else {
        throw FieldError("strength", "with \"vectors\" each vector has its own strength; take \"strength\" out")
      }
      let resolved = several.map { entry in
        (
          reference: Reference.name(
            isPath(entry.name) ? arguments.resolve(path: Scalar(entry.name, mark: .start)) : entry.name),
          strength: entry.number
        )
      }
      return .map(AddAttributeVector(resolved, unit: unit))
    case (.some, .some): throw FieldError("vectors", "say \"vector\" with \"strength\", or \"vectors\", not both")
    case (nil, nil):
      throw FieldError(nil, "\"add attribute vector\" needs \"vector\": which one; `zoetrope attributes` lists them")
    }
  }

  static func isPath(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".safetensors") }
}

extension EditedArea? {
  /// Where one or the other acts; nil acts nowhere.
  fileprivate func union(_ other: EditedArea) -> EditedArea { self?.union(other) ?? other }
}

extension AttributeVector {
  /// Where the vector acts on the model's pictures.
  /// - Throws: `AttributeError.footprint` if its footprint has another size.
  fileprivate func area(on model: Autoencoder) throws(AttributeError) -> EditedArea {
    guard let weights = footprint?.weights else { return .everywhere }
    let expected = Shape([model.pictureShape[1], model.pictureShape[2]])
    guard weights.shape == expected else {
      throw .footprint(vector: name, found: "the shape \(weights.shape) instead of \(expected)")
    }
    return .weighted(weights)
  }
}
