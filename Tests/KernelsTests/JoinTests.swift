import Tensors
import Testing

@testable import Kernels

/// Operations on several values, and programs of several inputs.
@Suite("A program whose values are computed from several")
struct JoinTests {
  @Test("Every case is a program") func complete() { #expect(JoinCase.all.count == JoinCase.count) }

  @Test("computes what its definition says", arguments: allKernels.indices, JoinCase.all)
  func definition(_ kernels: Int, _ example: JoinCase) throws {
    let inputs = example.inputs(batch: 4)
    let expected = Reference(program: example.program)(inputs)
    let found = try allKernels[kernels].run(example.program, inputs)
    #expect(largestDifference(found[0], expected[0]) < 3e-6 * expected[0].elements.reduce(1) { max($0, abs($1)) })
  }

  @Test("gives every value that is asked for, whatever lies in its memory later", arguments: allKernels.indices)
  func allOutputs(_ kernels: Int) throws {
    for example in JoinCase.all {
      var program = example.program
      for value in program.computed.reversed() { program.output(value) }
      let inputs = example.inputs(batch: 3)
      for (found, expected) in zip(try allKernels[kernels].run(program, inputs), Reference(program: program)(inputs)) {
        #expect(largestDifference(found, expected) < 1e-5, "\(example.name)")
      }
    }
  }

  @Test("has the gradients of differences", arguments: allKernels.indices, JoinCase.all)
  func gradients(_ kernels: Int, _ example: JoinCase) throws {
    let check = try DifferenceCheck(example.program, example.inputs(batch: 2), allKernels[kernels])
    for (name, error) in try check.errors() { #expect(error < 0.01, "\(name): \(error)") }
  }

  @Test("has the same gradients by all kernels", arguments: JoinCase.all)
  func kernels(_ example: JoinCase) throws {
    let gradients = try allKernels.map {
      try DifferenceCheck(example.program, example.inputs(batch: 3), $0).allGradients()
    }
    let size = gradients[0].reduce(1) { max($0, abs($1)) }
    for (a, b) in zip(gradients[0], gradients[gradients.count - 1]) { #expect(abs(a - b) < 1e-5 * size) }
  }

  @Test("has the same bytes of gradients for any number of workers", arguments: [2, 4], JoinCase.all)
  func workers(_ count: Int, _ example: JoinCase) throws {
    func run(_ workers: any Workers) throws -> [Float] {
      try DifferenceCheck(example.program, example.inputs(batch: 5), StandardKernels.make(), workers).allGradients()
    }
    #expect(try run(OneWorker()) == run(SomeWorkers(count: count)))
  }

  @Test("gives an item the same bytes at every place in the chunk", arguments: allKernels.indices, JoinCase.all)
  func place(_ kernels: Int, _ example: JoinCase) throws {
    let inputs = example.inputs(batch: 8)
    let straight = try allKernels[kernels].run(example.program, inputs)[0]
    let turned = try allKernels[kernels].run(example.program, inputs.map { $0.turned(by: 3) })[0]
    #expect(turned == straight.turned(by: 3))
  }

  @Test("is refused where values do not fit together")
  func misfits() throws {
    var program = Program(inputs: [[3, 4, 4], [3, 4, 5], [3]])
    let inputs = program.inputs
    #expect(
      throws: ProgramError.input(operation: "add", expected: "[3, 4, 4] as its first value is", found: [3, 4, 5])
    ) {
      try program.append(.add, to: Array(inputs[...1]))
    }
    #expect(
      throws: ProgramError.input(
        operation: "concatenate", expected: "a first axis of any extent and then [4, 4] as its first value has",
        found: [3])
    ) { try program.append(.concatenate, to: [inputs[0], inputs[2]]) }
    #expect(throws: ProgramError.sources(operation: "tanh", found: 2)) {
      try program.append(.activation(.tanh), to: Array(inputs[...1]))
    }
    #expect(throws: ProgramError.sources(operation: "add", found: 0)) { try program.append(.add, to: []) }
    #expect(
      throws: ProgramError.input(
        operation: "group norm", expected: "a number of channels that 2 groups divide", found: [3, 4, 4])
    ) { try program.append(JoinCase.norm(3, groups: 2), to: inputs[0]) }
    #expect(throws: ProgramError.input(operation: "upsample", expected: "[channels, height, width]", found: [3])) {
      try program.append(.upsample(rows: 2, columns: 2), to: inputs[2])
    }
  }
}

extension Tensor {
  /// The items of a batch, the one at `count` first.
  fileprivate func turned(by count: Int) -> Tensor {
    let size = self.count / shape[0] * count
    return Tensor(shape, Array(elements[size...] + elements[..<size]))
  }
}
