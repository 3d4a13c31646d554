import ArgumentParser

/// An amount of memory as people write it: `500M`, `2G`.
struct MemorySize: ExpressibleByArgument, Equatable {
  let bytes: Int

  init?(argument: String) {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let text = argument.uppercased().hasSuffix("B") ? String(argument.uppercased().dropLast()) : argument.uppercased()
    let unit = text.last.flatMap { units[$0] }
    guard let number = Double(unit == nil ? text : String(text.dropLast())), number > 0, number < 1e15 else {
      return nil
    }
    bytes = Int(number * Double(unit ?? 1))
  }
}
