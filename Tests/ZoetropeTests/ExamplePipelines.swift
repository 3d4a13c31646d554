import Zoetrope

/// Pipelines composed in Swift, as a user of the library writes them. The tests run them beside the recipes that say the
/// same.
enum ExamplePipelines {
  /// A straight line. Leave out `SampleZ`, and it does not compile: `Decode` takes latents, and a posterior is none.
  static func addSmile(_ faces: Autoencoder, from folder: String, to output: String) throws -> RunReport {
    let smile = try faces.attribute("smile")
    return try Pipeline(model: faces, seed: 17) {
      Load(from: folder)
      Encode()
      SampleZ(temperature: 0)
      AddAttributeVector(smile, strength: 1.5)
      Decode()
      Sample(temperature: 0)
      Save(to: output + "/{path}/{stem}.png")
    }.run()
  }

  /// A branch and a join: from each picture's latent to the one with other dimensions, as a strip; and the
  /// reconstructions beside it.
  static func branchAndJoin(_ model: Autoencoder, from folder: String, to output: String) throws -> RunReport {
    let latents = Flow(Load(from: folder)).then(Encode()).then(SampleZ(temperature: 1))
    let changed = latents.then(ModifyDimensions([(["hue"], .add(3)), (["0-1"], .scale(0.5))]))
    let strips = latents.joined(with: changed, by: Interpolate(steps: 4, path: .spherical))
      .then(Decode()).then(Sample(temperature: 0))
      .then(Montage(columns: "t", style: .init(enlarge: 2)))
      .then(Save(to: output + "/strip_{stem}.png"))
    let plain = latents.then(Decode()).then(Sample(temperature: 1)).then(Save(to: output + "/plain_{stem}.png"))
    return try Pipeline(model: model, seed: 9, ends: [strips, plain]).run()
  }
}
