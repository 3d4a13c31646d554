package import Tensors

/// One operation of a program as plain data, for writing programs in another form.
package struct ProgramStep: Sendable {
  package let operation: Operation
  /// The numbers of the values that it is applied to; those of the inputs come first.
  package let sources: [Int]
  /// The shape of its result.
  package let shape: Shape
  /// What its parameters' names begin with in a checkpoint; nil where nobody named them.
  package let name: String?

  /// The whole name of one of its parameters.
  package func parameterName(_ role: String) -> String { (name.map { $0 + "." } ?? "") + role }
}

extension Program {
  /// The operations in order, each giving the value of the next number after those of the inputs.
  package var steps: [ProgramStep] {
    nodes.map { ProgramStep(operation: $0.operation, sources: $0.sources.map(\.index), shape: $0.shape, name: $0.name) }
  }

  /// The operation that gives the value of a number; nil for an input.
  package func step(numbered number: Int) -> ProgramStep? {
    node(of: Value(index: number)).map {
      ProgramStep(operation: $0.operation, sources: $0.sources.map(\.index), shape: $0.shape, name: $0.name)
    }
  }

  /// The numbers of the outputs.
  package var outputNumbers: [Int] { outputs.map(\.index) }

  /// The shape of the value of a number.
  package func shape(numbered number: Int) -> Shape { shape(of: Value(index: number)) }
}
