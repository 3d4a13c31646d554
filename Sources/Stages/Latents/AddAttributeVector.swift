public import Autoencoders
public import Dataflow
import Documents
import Files
import Tensors

/// Moves each latent along one or several attribute vectors, z' = z + α·v, or along one to a score that all reach.
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
  /// The score that every latent is brought to instead, along the only vector: 0 is the mean of the pictures without the
  /// attribute, 1 the mean of those with it.
  public var reach: Double?
  private var found: [(vector: AttributeVector, strength: Float)] = []
  private var displacement: Tensor?
  private var area: EditedArea?
  private var reached: AttributeVector?

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

  /// One vector, along which every latent is brought to a score.
  public init(_ vector: AttributeVector, reach: Double) {
    self.init([(.vector(vector), 1)])
    self.reach = reach
  }

  /// One vector by its name in the pipeline's model, or by its path, along which every latent is brought to a score.
  public init(_ name: String, reach: Double) {
    self.init([(.name(name), 1)])
    self.reach = reach
  }

  /// Finds the vectors, holds them against the model, and adds them up.
  public mutating func prepare(_ environment: Environment) throws {
    let model = try environment.model(for: "add attribute vector")
    found = []
    for (reference, strength) in vectors {
      let vector = try resolve(reference, model)
      try check(vector)
      if reach != nil { reached = vector }
      found.append((vector, Float(strength)))
      if strength != 0 { area = try area.union(vector.area(on: model)) }
    }
    displacement = sum(for: model.latentShape)
  }

  /// Σ α·v for latents of a shape.
  private func sum(for latent: Shape) -> Tensor {
    found.reduce(Tensor(latent)) { sum, entry in
      sum.combined(with: entry.vector.displacement(strength: entry.strength, unit: unit, for: latent), +)
    }
  }

  /// z + Σ α·v, or z + (target − z·n)·n.
  public func apply(_ item: Item<Latent>, _ run: RunContext) throws -> Latent {
    if let reach, let moved = reached?.reaching(reach, from: item.value.tensor) { return Latent(moved) }
    guard let displacement else { throw NotPrepared(stage: "add attribute vector") }
    let latent = item.value.tensor
    return Latent(latent.combined(with: latent.shape == displacement.shape ? displacement : sum(for: latent.shape), +))
  }

  /// Where its vectors act travels on.
  public func carried(from item: Item<Latent>, to output: Latent) -> Carried { item.carried.edited(in: area) }

  /// Whether the vector knows what is asked of it.
  private func check(_ vector: AttributeVector) throws {
    if reach != nil, vector.zero == nil {
      throw FieldError(
        "reach", "\(AttributeError.unknownPlace(vector: vector.name, what: "where faces without it lie"))")
    }
    if unit == .sigma, vector.sigma == 0 {
      throw FieldError(
        "unit", "\(AttributeError.unknownPlace(vector: vector.name, what: "how much faces differ along it"))")
    }
  }

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
  static let reach = Field.number(
    "reach", unit: "class gaps", in: -1000...1000, sweeps: true,
    help: "instead of a strength: the score that every face is brought to, whatever its own; 0 is the average face "
      + "without the attribute, 1 the average face with it")
  static let vectors = Field.numbersByName(
    "vectors", help: "several vectors, each with its strength: {smile: 1.5, male: -1}")
  static let unit = Field<StrengthUnit>.choice(
    "unit", default: .gap,
    help:
      "gap: the difference of the class means; sigma: the standard deviation along the vector; distance: latent units")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "add attribute vector", summary: "Moves each latent along one or several attribute vectors: z' = z + α·v.",
    details:
      "With \"reach\" each latent is moved along one vector to the same place: z' = z + (score·gap + zero − z·n)·n, "
      + "so a face that smiles already is changed less than one that does not.\n\n"
      + "A vector of spatial latents is a field as large as they are, or one number a channel (`zoetrope attribute fit "
      + "--per-channel`). For a model of any size a field is brought to the size of each latent, and its footprint to that of "
      + "the picture; one number a channel holds at every place of any latent.",
    forms: [.init(.latents, .latents)],
    fields: [vector.declaration, strength.declaration, reach.declaration, vectors.declaration, unit.declaration],
    example: "- add attribute vector: {vector: smile, strength: [-1, 0, 1, 2]}"
  ) { arguments in
    let (one, several) = (try arguments.optional(vector), try arguments.optional(vectors))
    let unit = try arguments(unit)
    if let reach = try arguments.optional(reach) { return .map(try reaching(reach, one, arguments)) }
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

  private static func reaching(
    _ reach: Double, _ name: String?, _ arguments: StageArguments
  ) throws -> AddAttributeVector {
    guard let name, arguments["vectors"] == nil else {
      throw FieldError("reach", "\"reach\" brings faces to a place along one vector; name it with \"vector\"")
    }
    for other in ["strength", "unit"] where arguments[other] != nil {
      throw FieldError(other, "\"reach\" takes the place of \"\(other)\", and is in class gaps; take one of them out")
    }
    return AddAttributeVector(name, reach: reach)
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
    guard weights.shape == expected || model.description.input.takesAnySize else {
      throw .footprint(vector: name, found: "the shape \(weights.shape) instead of \(expected)")
    }
    return .weighted(weights)
  }
}
