import Dataflow

/// A small language of recipes, with every kind of field.
enum Toy {
  static let catalogue = Catalogue([
    load, encode, sampleZ, addVector, modifyDimensions, interpolate, decode, sample, save,
  ])

  enum Fit: String, CaseIterable, Sendable { case crop, pad, stretch }
  enum Origin: String, CaseIterable, Sendable { case posterior, prior }

  static let from = Field.paths("from", required: true, help: "A folder, a file, a glob, or - for standard input.")
  static let fit = Field<Fit>.choice("fit", help: "What to do with a picture of another size.")
  static let crop = Field.integers("crop", count: 4, unit: "pixels", help: "Left, top, right, bottom.")
  static let load = StageDeclaration(
    "load", summary: "Reads pictures.", details: "Sizes are checked from headers, before anything is allocated.",
    forms: [.init(nil, ToyImage.streamType)], fields: [from.declaration, fit.declaration, crop.declaration],
    example: "- load: {from: faces, fit: crop}"
  ) { arguments in
    let keys = try arguments(from)
    _ = (try arguments.optional(fit), try arguments.optional(crop))
    return .source(ToySource(keys: keys.count > 1 ? keys : ["\(keys[0])/a.png", "\(keys[0])/b.png"]) { ToyImage() })
  }

  static let encode = StageDeclaration(
    "encode", summary: "Gives the posterior of each picture.",
    forms: [.init(ToyImage.streamType, ToyPosterior.streamType)], example: "- encode:"
  ) { _ in .map(ToyMap<ToyImage, ToyPosterior> { ToyPosterior() }) }

  static let temperature = Field.number(
    "temperature", in: 0...10, required: true, sweeps: true, help: "How much noise; 0 takes the mean.")
  static let draws = Field.integer("draws", in: 1...1000, default: 1, help: "How many of each.")
  static let origin = Field<Origin>.choice("from", default: .posterior, help: "Where the latents come from.")
  static let sampleZ = StageDeclaration(
    "sample z", summary: "Draws a latent from a distribution.",
    forms: [.init(ToyPosterior.streamType, ToyLatent.streamType), .init(nil, ToyLatent.streamType)],
    fields: [temperature.declaration, draws.declaration, origin.declaration],
    example: "- sample z: {temperature: 0}", bridgeHint: "`temperature: 0` takes the mean"
  ) { arguments in
    _ = try arguments(temperature)
    let draws = try arguments(draws)
    return try arguments(origin) == .prior
      ? .source(ToySource(keys: ["prior/0001"], draws: draws) { ToyLatent() })
      : .map(ToyMap<ToyPosterior, ToyLatent>(draws: draws) { ToyLatent() })
  }

  static let vector = Field.text("vector", help: "The name of a vector, or a path.")
  static let vectors = Field.numbersByName("vectors", unit: "class gaps", help: "Several vectors and their strengths.")
  static let strength = Field.number(
    "strength", unit: "class gaps", in: -4...4, default: 1, sweeps: true, help: "1 is the gap between two classes.")
  static let addVector = StageDeclaration(
    "add attribute vector", summary: "Moves latents along a direction.",
    forms: [.init(ToyLatent.streamType, ToyLatent.streamType)],
    fields: [vector.declaration, vectors.declaration, strength.declaration],
    example: "- add attribute vector: {vector: smile, strength: 1.5}"
  ) { arguments in
    _ = (try arguments.optional(vector), try arguments.optional(vectors), try arguments(strength))
    guard arguments["vector"] != nil || arguments["vectors"] != nil else {
      throw FieldError(nil, "say with \"vector\" or \"vectors\" which way to go")
    }
    return .map(ToyMap<ToyLatent, ToyLatent> { ToyLatent() })
  }

  static let change = Field.number("change", sweeps: true, help: "What is added to the dimension of that name.")
  static let modifyDimensions = StageDeclaration(
    "modify dimensions", summary: "Changes single dimensions.",
    forms: [.init(ToyLatent.streamType, ToyLatent.streamType)], openField: change.declaration,
    example: "- modify dimensions: {smile: +1.5}"
  ) { _ in .map(ToyMap<ToyLatent, ToyLatent> { ToyLatent() }) }

  static let steps = Field.integer("steps", in: 2...100, default: 3, help: "How many, both ends included.")
  static let interpolate = StageDeclaration(
    "interpolate", summary: "Goes from one latent to another.",
    forms: [.init(ToyLatent.streamType, ToyLatent.streamType)], inputs: ["from", "to"], inputCounts: [2],
    fields: [steps.declaration], example: "- interpolate: {steps: 5}\n  input: [left, right]"
  ) { .gather(ToyInterpolate(steps: try $0(steps))) }

  static let decode = StageDeclaration(
    "decode", summary: "Gives the likelihood of each latent.",
    forms: [.init(ToyLatent.streamType, ToyLikelihood.streamType)], example: "- decode:"
  ) { _ in .map(ToyMap<ToyLatent, ToyLikelihood> { ToyLikelihood() }) }

  static let sample = StageDeclaration(
    "sample", summary: "Draws a picture from its likelihood.",
    forms: [.init(ToyLikelihood.streamType, ToyImage.streamType)],
    fields: [temperature.declaration, draws.declaration], example: "- sample: {temperature: 0}"
  ) { arguments in
    _ = try arguments(temperature)
    return .map(ToyMap<ToyLikelihood, ToyImage>(draws: try arguments(draws)) { ToyImage() })
  }

  static let to = Field.output("to", required: true, help: "The name of each file.")
  static let quality = Field.integer("quality", unit: "percent", in: 1...100, default: 92, help: "Of a JPEG.")
  static let overwrite = Field.boolean("overwrite", default: false, help: "Whether to replace files.")
  static let range = Field.interval("range", default: 0...1, help: "The numbers of black and white.")
  static let save = StageDeclaration(
    "save", summary: "Writes files.",
    forms: [.init(ToyImage.streamType, nil), .init(ToyLatent.streamType, nil)],
    fields: [to.declaration, quality.declaration, overwrite.declaration, range.declaration],
    example: "- save: {to: \"out/{stem}.png\"}"
  ) { arguments in
    _ = (try arguments(quality), try arguments(overwrite), try arguments(range))
    return .sink(ToySave(template: try arguments(to)))
  }
}
