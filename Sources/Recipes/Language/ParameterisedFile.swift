import Dataflow
public import Documents

/// A YAML file with parameters as a recipe has them, their values put in: what files have in common that are no recipes of
/// stages.
public struct ParameterisedFile: Sendable {
  /// The file.
  public let file: SourceFile
  /// The mapping at its top without its parameters.
  public let root: Node
  /// The parameters with their values.
  public let parameters: [Parameter]
  private let paths: StageArguments

  /// Reads a file.
  /// - Parameters:
  ///   - folder: the folder the file stands in, as the user named it.
  ///   - settings: values for parameters from the command line.
  /// - Throws: everything that is wrong with the parameters and their uses, at once.
  public init(_ file: SourceFile, folder: String, settings: [Setting] = []) throws(Diagnostics) {
    let top = try YAML.read(file)
    var reader = RecipeReader(file: file, folder: folder)
    let parameters = reader.parameters(top["parameters"], settings)
    let declared = Set((top["parameters"]?.mapping ?? []).map(\.key.text))
    var substitution = Substitution(
      file: file, parameters: parameters, broken: declared.subtracting(parameters.map(\.name.text)))
    let fields = (top.mapping ?? []).filter { $0.key.text != "parameters" }
    let rest = top.mapping == nil ? top : Node(.mapping(fields), mark: top.mark, length: top.length)
    root = substitution.apply(to: rest)
    var diagnostics = reader.diagnostics
    diagnostics.append(contentsOf: substitution.diagnostics.all)
    try diagnostics.throwIfErrors()
    self.file = file
    self.parameters = parameters
    paths = StageArguments(fields: [], recipeFolder: folder, fromCommandLine: substitution.fromCommandLine)
  }

  /// A path as the working folder sees it: what the file says is relative to the file, what the command line says is not.
  public func path(_ scalar: Scalar) -> String { paths.resolve(path: scalar) }
}
