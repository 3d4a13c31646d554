import Dispatch
import Synchronization
import Tensors
import Testing

@testable import Kernels

/// An item's result is a function of the item alone.
@Suite struct SameBytesTests {
  /// A small network that takes every path: gathered planes, Winograd both ways, heads, the last layer, slices.
  static func network() throws -> Program {
    var program = Program(input: [3, 32, 32])
    let window = Window(stride: 2, padding: 1)
    var x = program.input
    for (channels, next) in [(3, 16), (16, 24), (24, 40)] {
      let weight = noise([next, channels, 4, 4], seed: UInt64(next)).map { $0 / 10 }
      x = try program.append(.convolution(weight: weight, bias: noise([next], seed: 5), window), to: x)
      x = try program.append(.activation(.leakyReLU(slope: 0.2)), to: x)
    }
    x = try program.append(
      .convolution(weight: noise([40, 40, 3, 3], seed: 4), bias: nil, Window(padding: 1)), to: x)
    x = try program.append(.reshape([640]), to: x)
    let mean = try program.append(.linear(weight: noise([10, 640], seed: 6), bias: noise([10], seed: 7)), to: x)
    program.output(mean)
    program.output(try program.append(.linear(weight: noise([10, 640], seed: 8), bias: nil), to: x))
    x = try program.append(.linear(weight: noise([640, 10], seed: 9), bias: nil), to: mean)
    x = try program.append(.activation(.relu), to: try program.append(.reshape([40, 4, 4]), to: x))
    for (channels, next) in [(40, 24), (24, 16), (16, 6)] {
      let weight = noise([channels, next, 4, 4], seed: UInt64(next)).map { $0 / 10 }
      x = try program.append(.transposedConvolution(weight: weight, bias: nil, window), to: x)
      if next != 6 { x = try program.append(.activation(.relu), to: x) }
    }
    program.output(try program.append(.activation(.sigmoid), to: program.append(.channels(0..<3), to: x)))
    program.output(try program.append(.channels(3..<6), to: x))
    return program
  }

  static let batch = 8

  private static func items(_ batch: Int) -> [Tensor] {
    (0..<batch).map { noise([3, 32, 32], seed: 100 + UInt64($0)) }
  }

  private static func chunk(_ items: [Tensor]) -> Tensor {
    Tensor(items[0].shape.batched(items.count), items.flatMap(\.elements))
  }

  /// Item `index` of every output.
  private static func item(_ outputs: [Tensor], _ index: Int) -> [[Float]] {
    outputs.map { output in
      let count = output.count / output.shape[0]
      return Array(output.elements[index * count..<(index + 1) * count])
    }
  }

  @Test(
    "An item gives the same bytes at every place in the chunk, whatever else is in it", arguments: allKernels.indices)
  func place(_ index: Int) throws {
    let program = try Self.network()
    let items = Self.items(Self.batch)
    let shapes = program.outputs.map { program.shape(of: $0).batched(Self.batch) }
    let workspace = try allKernels[index].compile(program, batch: Self.batch).makeWorkspace()
    let straight = try workspace(Self.chunk(items), shapes)
    for turn in 1..<Self.batch {
      let turned = try workspace(Self.chunk((0..<Self.batch).map { items[($0 + turn) % Self.batch] }), shapes)
      for place in 0..<Self.batch {
        #expect(Self.item(turned, place) == Self.item(straight, (place + turn) % Self.batch))
      }
    }
    let alone = try workspace(Self.chunk([items[3]] + (1..<8).map { _ in Tensor([3, 32, 32]) }), shapes)
    #expect(Self.item(alone, 0) == Self.item(straight, 3))
  }

  @Test("A short chunk gives its items the bytes that a full one gives them", arguments: allKernels.indices)
  func short(_ index: Int) throws {
    let program = try Self.network()
    let input = Self.chunk(Self.items(Self.batch))
    let shapes = program.outputs.map { program.shape(of: $0).batched(Self.batch) }
    let compiled = try allKernels[index].compile(program, batch: Self.batch)
    let whole = try compiled.makeWorkspace()(input, shapes)
    for count in 1..<Self.batch {
      let part = try compiled.makeWorkspace()(input, shapes, count: count)
      for place in 0..<count { #expect(Self.item(part, place) == Self.item(whole, place), "\(count) items") }
    }
  }

  @Test("Items that a short chunk does not have are not computed where steps take few at a time")
  func shortIsCheaper() throws {
    var program = Program(input: [16, 128, 128])
    program.output(try program.append(.activation(.relu), to: program.input))
    let input = noise([2, 16, 128, 128], seed: 1)
    let workspace = try PortableKernels().compile(program, batch: 2).makeWorkspace()
    let output = try workspace(input, [input.shape], count: 1)[0]
    let pixels = output.elements.count / 2
    #expect(output.elements.prefix(pixels).allSatisfy { $0 >= 0 })
    #expect(output.elements.dropFirst(pixels).allSatisfy { $0.isNaN })
  }

  @Test("An output has the same bytes whether or not others are computed", arguments: allKernels.indices)
  func alone(_ index: Int) throws {
    let program = try Self.network()
    let input = Self.chunk(Self.items(Self.batch))
    let whole = try allKernels[index].run(program, input)
    for output in whole.indices {
      let part = program.giving(output..<output + 1)
      #expect(part.fused().computed.count < program.fused().computed.count || output == 2)
      #expect(try allKernels[index].run(part, input) == [whole[output]], "output \(output)")
    }
  }

  @Test("Workspaces on several threads give the same bytes", arguments: allKernels.indices)
  func lanes(_ index: Int) throws {
    let program = try Self.network()
    let compiled = try allKernels[index].compile(program, batch: Self.batch)
    let input = Self.chunk(Self.items(Self.batch))
    let shapes = program.outputs.map { program.shape(of: $0).batched(Self.batch) }
    let expected = try compiled.makeWorkspace()(input, shapes)
    let results = Mutex<[[Tensor]]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let workspace = compiled.makeWorkspace()
      for _ in 0..<5 {
        guard let outputs = try? workspace(input, shapes) else { continue }
        results.withLock { $0.append(outputs) }
      }
    }
    #expect(results.withLock { $0.count } == 20)
    #expect(results.withLock { outputs in outputs.allSatisfy { $0 == expected } })
  }

  @Test(
    "A value that is not finite makes its own item not finite, and no other",
    arguments: [Float.nan, .infinity, -.infinity], allKernels.indices)
  func notFinite(_ value: Float, _ index: Int) throws {
    let program = try Self.network()
    var items = Self.items(Self.batch)
    let clean = try allKernels[index].run(program, Self.chunk(items))
    items[2] = items[2].map { $0 > 0.999 ? value : $0 }
    items[2][1500] = value
    let outputs = try allKernels[index].run(program, Self.chunk(items))
    for item in 0..<Self.batch where item != 2 { #expect(Self.item(outputs, item) == Self.item(clean, item)) }
    for output in Self.item(outputs, 2) { #expect(output.contains { !$0.isFinite }) }
  }
}
