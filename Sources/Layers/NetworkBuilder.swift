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

  /// The values that have a name.
  private var named: [String: Program.Value] = [:]

  /// A network that gives its input.
  /// - Parameter condition: the shape of what it is told beside, a second input; nil where it is told nothing.
  public init(input: Shape, condition: Shape? = nil, _ file: SourceFile) {
    self.program = Program(inputs: [input] + (condition.map { [$0] } ?? []))
    named["input"] = program.input
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
    guard let inputs = inputs(of: entry, else: input) else { return nil }
    guard let output = append(entry, to: inputs, in: scope) else { return nil }
    if let id = entry.id {
      if named[id] != nil { noteBroken("two values are called \"\(id)\"; give one another id", at: entry) }
      named[id] = output
    }
    return output
  }

  /// The value of a name; nil, with the reason noted, if there is none yet.
  public mutating func value(named name: String, at place: some Marked) -> Program.Value? {
    if let value = named[name] { return value }
    let hint = NearestName.hint(for: name, among: named.keys.sorted())
    noteBroken(
      "nothing above is called \"\(name)\"" + (hint.isEmpty ? "; give a layer before it `id: \(name)`" : hint),
      at: place)
    return nil
  }

  /// What a layer takes: what it names, or what the layer above gives.
  private mutating func inputs(of entry: LayerEntry, else input: Program.Value) -> [Program.Value]? {
    let counts = (entry.layer as? any JoiningLayer).map { type(of: $0).inputCount } ?? 1...1
    let found = entry.input?.count ?? (counts.lowerBound == 0 ? 0 : 1)
    guard counts.contains(found) else {
      let wanted = counts.lowerBound == counts.upperBound ? "\(counts.lowerBound)" : "at least \(counts.lowerBound)"
      noteBroken(
        "\(entry.title) takes \(wanted) value\(wanted == "1" ? "" : "s"), not \(found): name them as `input: [a, b]`",
        at: entry)
      return nil
    }
    guard let names = entry.input else { return found == 0 ? [] : [input] }
    let values = names.map { value(named: $0, at: entry) }
    return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
  }

  /// Appends one layer to what it takes.
  private mutating func append(
    _ entry: LayerEntry, to inputs: [Program.Value], in scope: ParameterScope
  ) -> Program.Value? {
    let layer = entry.layer
    let joining = layer as? any JoiningLayer
    let inner = layer.name.map { scope($0) } ?? scope
    let cost = multiplyAdds
    do {
      let declared =
        try joining?.parameters(for: inputs.map { program.shape(of: $0) })
        ?? layer.parameters(for: program.shape(of: inputs[0]))
      guard declared.allSatisfy({ $0.shape.isSensible }) else { throw LayerError.tooLarge }
      let parameters = LayerParameters(load(declared, of: entry, from: inner), scope: inner)
      let count = summaries.count
      layerName = layer.name == nil ? nil : inner.name
      guard
        let output = try joining?.append(to: &self, inputs, parameters)
          ?? (joining == nil ? layer.append(to: &self, inputs[0], parameters) : nil)
      else { return nil }
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
