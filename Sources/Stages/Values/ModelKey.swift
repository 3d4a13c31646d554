public import Autoencoders
public import Dataflow

/// The model that a pipeline's stages share.
public enum ModelKey: EnvironmentKey { public typealias Value = Autoencoder }

extension Environment {
  /// The pipeline's model.
  /// - Throws: ``FieldError`` if the pipeline names none.
  func model(for stage: String) throws -> Autoencoder {
    guard let model = self[ModelKey.self] else {
      throw FieldError(nil, "\"\(stage)\" needs a model; name one: \"model: builtin:faces\"")
    }
    return model
  }
}
