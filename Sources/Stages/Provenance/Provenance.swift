public import Dataflow
public import Recipes

/// How a picture was made: all that is needed to make it again, as the picture itself says it.
///
/// It says nothing of when, on which machine, with how many lanes and where the picture was written, so that a picture
/// has the same bytes whichever run makes it.
public struct Provenance: Hashable, Sendable {
  /// The keyword of the PNG's text chunk.
  public static let keyword = "zoetrope"
  /// The version of the form described here.
  public static let form = 1

  /// What all pictures of one pipeline have in common.
  public let pipeline: Common
  /// The seed of the noise.
  public let seed: UInt64
  /// The id of the stage that saved it.
  public let stage: String
  /// The item's key and coordinates.
  public let item: ItemID
  /// The files it was made of.
  public let inputs: [InputRecords.Record]

  /// What all pictures of one pipeline have in common.
  public struct Common: Hashable, Sendable {
    /// The program and its version.
    public let program: String
    /// The recipe's file, as the user named it.
    public let file: String
    /// The recipe's text.
    public let recipe: String
    /// The values of its parameters, as one would type them.
    public let parameters: [Setting]
    /// The name and the fingerprint of the model, if there is one.
    public let model: Model?

    /// Put together by the pipeline.
    public init(program: String, file: String, recipe: String, parameters: [Setting], model: Model?) {
      self.program = program
      self.file = file
      self.recipe = recipe
      self.parameters = parameters
      self.model = model
    }
  }

  /// Which model it was.
  public struct Model: Hashable, Sendable, CustomStringConvertible {
    /// Its name.
    public let name: String
    /// SHA-256 over its parameters and its architecture.
    public let fingerprint: String

    /// A model's name and fingerprint.
    public init(name: String, fingerprint: String) {
      self.name = name
      self.fingerprint = fingerprint
    }

    /// As `faces (0123456789ab)`.
    public var description: String { "\(name) (\(fingerprint.prefix(12)))" }
  }
}
