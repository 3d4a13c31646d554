public import Autoencoders
public import Dataflow

/// The model that a pipeline's stages share.
public enum ModelKey: EnvironmentKey { public typealias Value = Autoencoder }

/// Whether a model is named that could not be loaded. That is told once, not again by every stage that needs it.
public enum ModelIsUnusable: EnvironmentKey { public typealias Value = Bool }

extension Environment {
  /// The pipeline's model.
  /// - Throws: ``FieldError`` if the pipeline names none, ``KnownProblem`` if the one it names could not be loaded.
  func model(for stage: String) throws -> Autoencoder {
    if self[ModelIsUnusable.self] == true { throw KnownProblem() }
    guard let model = self[ModelKey.self] else {
      throw FieldError(nil, "\"\(stage)\" needs a model; name one: \"model: builtin:faces\"")
    }
    return model
  }
}
