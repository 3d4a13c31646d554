/// Pickles are programs for a machine with a stack and a memo. This one has the instructions that make data; the one
/// that calls functions, `reduce`, only notes the call.
struct PickleMachine {
  var input: PickleInput
  var result = Pickle()
  var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  private let allowed: Set<PickleGlobal>

  /// More than a state dict of fifty thousand tensors has.
  private static let mostInstructions = 8_000_000
  private static let orderedDictionary = PickleGlobal("collections", "OrderedDict")

  init(_ bytes: ArraySlice<UInt8>, allowed: Set<PickleGlobal>) {
    input = PickleInput(bytes)
    self.allowed = allowed.union([Self.orderedDictionary])
  }

  /// Follows the instructions to the end.
  mutating func run() throws(PickleError) -> Pickle {
    for _ in 0..<Self.mostInstructions {
      let offset = input.offset
      guard let instruction = PickleInstruction(rawValue: try input.byte()) else { throw .damaged(offset: offset) }
      if instruction == .stop {
        result.root = try pop()
        result.byteCount = input.offset
        return result
      }
      try follow(instruction, offset)
    }
    throw .tooLong(instructions: Self.mostInstructions)
  }

  private mutating func follow(_ instruction: PickleInstruction, _ offset: Int) throws(PickleError) {
    switch instruction {
    case .protocolVersion: _ = try input.byte()
    case .frame: _ = try input.take(8)
    case .mark: marks.append(stack.count)
    case .pop: _ = try pop()
    case .popMark: _ = try sinceMark()
    case .duplicate:
      let top = try pop()
      stack += [top, top]
    case .put: try remember(at: memoPlace(try input.line()))
    case .binaryPut: try remember(at: try input.unsigned(1))
    case .longBinaryPut: try remember(at: try input.unsigned(4))
    case .memoize: try remember(at: memo.count)
    case .get: try recall(memoPlace(try input.line()))
    case .binaryGet: try recall(try input.unsigned(1))
    case .longBinaryGet: try recall(try input.unsigned(4))
    case .global: try pushGlobal(PickleGlobal(try input.line(), try input.line()))
    case .stackGlobal:
      let (name, module) = (try pop(), try pop())
      guard let name = name.text, let module = module.text else { throw .damaged(offset: offset) }
      try pushGlobal(PickleGlobal(module, name))
    case .reduce: try reduce()
    case .build: try build()
    case .persistent: outside(.text(try input.line()))
    case .binaryPersistent: outside(try pop())
    case .instance, .object, .newObject, .newObjectWithKeywords, .extension1, .extension2, .extension4, .emptySet,
      .addItems, .frozenSet, .byteArray8, .nextBuffer, .readOnlyBuffer:
      throw .instruction("\(instruction)", offset: offset)
    default: if try !followContainer(instruction) { stack.append(try plain(instruction, offset)) }
    }
  }

  mutating func pop() throws(PickleError) -> PickleValue {
    guard stack.count > (marks.last ?? 0), let value = stack.popLast() else { throw .damaged(offset: input.offset) }
    return value
  }

  /// Takes everything above the last mark off the stack, and the mark.
  mutating func sinceMark() throws(PickleError) -> [PickleValue] {
    guard let mark = marks.popLast(), mark <= stack.count else { throw .damaged(offset: input.offset) }
    let values = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return values
  }

  private func memoPlace(_ text: String) throws(PickleError) -> Int {
    guard let place = Int(text), place >= 0 else { throw .damaged(offset: input.offset) }
    return place
  }

  private mutating func remember(at place: Int) throws(PickleError) {
    guard let top = stack.last else { throw .damaged(offset: input.offset) }
    memo[place] = top
  }

  private mutating func recall(_ place: Int) throws(PickleError) {
    guard let value = memo[place] else { throw .damaged(offset: input.offset) }
    stack.append(value)
  }

  private mutating func pushGlobal(_ global: PickleGlobal) throws(PickleError) {
    guard allowed.contains(global) else { throw .global(global) }
    stack.append(.global(global))
  }

  private mutating func outside(_ identifier: PickleValue) {
    result.identifiers.append(identifier)
    stack.append(.outside(result.identifiers.count - 1))
  }

  /// A call: an ordered dictionary is made, everything else is noted.
  private mutating func reduce() throws(PickleError) {
    let (arguments, function) = (try pop(), try pop())
    guard let global = function.global, let values = result.elements(arguments) else {
      throw .damaged(offset: input.offset)
    }
    guard global == Self.orderedDictionary else {
      result.calls.append(Pickle.Call(function: global, arguments: values))
      return stack.append(.call(result.calls.count - 1))
    }
    var entries: [Pickle.Entry] = []
    if let pairs = values.first {
      guard values.count == 1, let pairs = result.elements(pairs) else { throw .arguments(of: global) }
      for pair in pairs {
        guard let pair = result.elements(pair), pair.count == 2 else { throw .arguments(of: global) }
        entries.append(Pickle.Entry(key: pair[0], value: pair[1]))
      }
    }
    pushDictionary(entries)
  }

  /// Attributes of an object: those of a dictionary, which PyTorch notes versions in, are left aside.
  private mutating func build() throws(PickleError) {
    _ = try pop()
    guard let top = stack.last else { throw .damaged(offset: input.offset) }
    switch top {
    case .dictionary, .call: return
    default: throw .damaged(offset: input.offset)
    }
  }

  mutating func pushDictionary(_ entries: [Pickle.Entry]) {
    result.dictionaries.append(entries)
    stack.append(.dictionary(result.dictionaries.count - 1))
  }
}
