public import Checkpoints
public import Documents
public import Kernels
public import Tensors

/// Makes a program from layers and a checkpoint, and keeps what each layer costs.
///
/// What is wrong (a shape that does not fit, a tensor that is missing) is noted at the layer's place; the building goes
/// on as far as shapes are known.
public struct NetworkBuilder: Sendable {
  /// The program so far.
  public private(set) var program: Program

  /// The layers so far, those with parameters or operations.
  public private(set) var summaries: [LayerSummary] = []

  /// What was found wrong so far.
  public private(set) var reading: Reading

  /// The whole names of all parameters that the layers so far have asked for.
  public private(set) var parameterNames: Set<String> = []

  /// Whether a layer did not fit, so that those after it were not looked at.
  public private(set) var isBroken = false

  /// The multiply-adds of all operations so far.
  private var multiplyAdds = 0

  /// The whole name of the layer that is being appended, with which its parameters' names begin; nil for one without.
  private var layerName: String?

  /// Whether a layer has asked for the condition.
  public private(set) var readsCondition = false

  /// A network that gives its input.
  /// - Parameter condition: the shape of what it is told beside, a second input; nil where it is told nothing.
  public init(input: Shape, condition: Shape? = nil, _ file: SourceFile) {
    self.program = Program(inputs: [input] + (condition.map { [$0] } ?? []))
    self.reading = Reading(file)
  }

  /// What the network is told beside its input, for a layer that reads it; nil where it is told nothing.
  public mutating func condition() -> Program.Value? {
    readsCondition = true
    return program.inputs.count > 1 ? program.inputs[1] : nil
  }

  /// Appends layers, one after the other.
  /// - Returns: what the last gives; nil if a layer did not fit.
  public mutating func append(
    _ entries: [LayerEntry], to input: Program.Value, in scope: ParameterScope
  ) -> Program.Value? {
    var value = input
    for entry in entries {
      guard let next = append(entry, to: value, in: scope) else { return nil }
      value = next
    }
    return value
  }

  /// Appends one layer.
  /// - Returns: what it gives; nil if it did not fit.
  public mutating func append(
    _ entry: LayerEntry, to input: Program.Value, in scope: ParameterScope
  ) -> Program.Value? {
    let layer = entry.layer
    let inner = layer.name.map { scope($0) } ?? scope
    let cost = multiplyAdds
    do {
      let declared = try layer.parameters(for: program.shape(of: input))
      guard declared.allSatisfy({ $0.shape.isSensible }) else { throw LayerError.tooLarge }
      let parameters = LayerParameters(load(declared, of: entry, from: inner), scope: inner)
      let count = summaries.count
      layerName = layer.name == nil ? nil : inner.name
      guard let output = try layer.append(to: &self, input, parameters) else { return nil }
      guard program.shape(of: output).isSensible else { throw LayerError.tooLarge }
      if summaries.count == count {
        summaries.append(
          LayerSummary(
            name: layer.name == nil ? nil : inner.name, kind: type(of: layer).declaration.name,
            output: program.shape(of: output), parameters: declared.map(\.shape.count).reduce(0, +),
            multiplyAdds: multiplyAdds - cost))
      }
      return output
    } catch {
      noteBroken("\(entry.title) \(error)", at: entry)
      return nil
    }
  }

  /// Appends one operation.
  public mutating func append(
    _ operation: Operation, to value: Program.Value
  ) throws(ProgramError) -> Program.Value {
    try append(operation, to: [value])
  }

  /// Appends one operation on several values.
  /// - Parameter part: what stands between the layer's name and those of the operation's parameters, where a layer has
  ///   several operations with parameters.
  public mutating func append(
    _ operation: Operation, to values: [Program.Value], part: String? = nil
  ) throws(ProgramError) -> Program.Value {
    let names = [layerName, part].compactMap { $0 }
    let name = names.isEmpty ? nil : names.joined(separator: ".")
    let result = try program.append(operation, to: values, named: name)
    multiplyAdds += program.multiplyAdds(of: result)
    return result
  }

  /// Appends one operation for something that stands at a place.
  /// - Returns: what it gives; nil if it did not fit, which is noted.
  public mutating func append(
    _ operation: Operation, to value: Program.Value, at place: some Marked
  ) -> Program.Value? {
    do {
      return try append(operation, to: value)
    } catch {
      noteBroken("\(error)", at: place)
      return nil
    }
  }

  /// Notes that something does not fit, so that nothing can follow it.
  public mutating func noteBroken(_ message: String, at place: some Marked) {
    isBroken = true
    reading.error(message, at: place)
  }

  /// Declares what the program gives.
  public mutating func output(_ value: Program.Value) { program.output(value) }

  /// The tensors of a layer; zeros for one that is wrong, which is noted.
  private mutating func load(
    _ declared: [ParameterDeclaration], of entry: LayerEntry, from scope: ParameterScope
  ) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for parameter in declared {
      parameterNames.insert(scope.fullName(parameter.name))
      do {
        let tensor = try scope.tensor(
          parameter.name, shape: parameter.shape, initial: parameter.initial)
        tensors[parameter.name] = tensor
      } catch {
        tensors[parameter.name] = Tensor(parameter.shape)
        reading.error("\(entry.title): \(error)", at: entry)
      }
    }
    return tensors
  }
}
