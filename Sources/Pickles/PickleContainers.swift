/// Tuples, lists and dictionaries.
extension PickleMachine {
  /// - Returns: false for an instruction that is about something else.
  mutating func followContainer(_ instruction: PickleInstruction) throws(PickleError) -> Bool {
    switch instruction {
    case .emptyTuple: pushTuple([])
    case .tuple1: pushTuple([try pop()])
    case .tuple2:
      let (second, first) = (try pop(), try pop())
      pushTuple([first, second])
    case .tuple3:
      let (third, second, first) = (try pop(), try pop(), try pop())
      pushTuple([first, second, third])
    case .tuple: pushTuple(try sinceMark())
    case .emptyList: pushList([])
    case .list: pushList(try sinceMark())
    case .emptyDictionary: pushDictionary([])
    case .dictionary: pushDictionary(try pairs(try sinceMark()))
    case .append:
      let value = try pop()
      try append([value])
    case .appends:
      let values = try sinceMark()
      try append(values)
    case .setItem:
      let (value, key) = (try pop(), try pop())
      try set([Pickle.Entry(key: key, value: value)])
    case .setItems:
      let entries = try pairs(try sinceMark())
      try set(entries)
    default: return false
    }
    return true
  }

  private mutating func pushTuple(_ values: [PickleValue]) {
    result.tuples.append(values)
    stack.append(.tuple(result.tuples.count - 1))
  }

  private mutating func pushList(_ values: [PickleValue]) {
    result.lists.append(values)
    stack.append(.list(result.lists.count - 1))
  }

  private func pairs(_ values: [PickleValue]) throws(PickleError) -> [Pickle.Entry] {
    guard values.count.isMultiple(of: 2) else { throw .damaged(offset: input.offset) }
    return stride(from: 0, to: values.count, by: 2).map { Pickle.Entry(key: values[$0], value: values[$0 + 1]) }
  }

  private mutating func append(_ values: [PickleValue]) throws(PickleError) {
    guard case .list(let index)? = stack.last else { throw .damaged(offset: input.offset) }
    result.lists[index] += values
  }

  private mutating func set(_ entries: [Pickle.Entry]) throws(PickleError) {
    guard case .dictionary(let index)? = stack.last else { throw .damaged(offset: input.offset) }
    result.dictionaries[index] += entries
  }
}
