/// Why a pickle is not read. Nothing of it was executed: the reader cannot.
public enum PickleError: Error, Hashable, Sendable {
  /// It asks for something of Python that is no data: a function, a class.
  case global(PickleGlobal)
  /// It calls something with other arguments than it takes.
  case arguments(of: PickleGlobal)
  /// It has an instruction that only objects need.
  case instruction(String, offset: Int)
  /// It ends within an instruction.
  case truncated
  /// An instruction finds something else than it needs.
  case damaged(offset: Int)
  /// It has more instructions than any state dict.
  case tooLong(instructions: Int)
}

extension PickleError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .global(let global):
      """
      the pickle asks for Python's \(global), which is no part of a state dict; nothing was executed. \
      Write the weights alone: torch.save(model.state_dict(), "weights.pth"), or a safetensors file
      """
    case .arguments(let global): "the pickle calls \(global) with arguments that it does not take; write the file again"
    case .instruction(let name, let offset):
      """
      the pickle makes an object (\(name) at byte \(offset)), which is no part of a state dict; nothing was executed. \
      Write the weights alone: torch.save(model.state_dict(), "weights.pth")
      """
    case .truncated: "the pickle ends in the middle; download or export the file again"
    case .damaged(let offset): "the pickle is damaged at byte \(offset); download or export the file again"
    case .tooLong(let instructions): "the pickle has more than \(instructions) instructions; it is no state dict"
    }
  }
}
