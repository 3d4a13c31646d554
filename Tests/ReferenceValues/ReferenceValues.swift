import Crypto
import Foundation

/// Numbers that another program computed, in a JSON file that knows the script that made it.
public enum ReferenceValues {
  /// Reads `Fixtures/NAME.json` beside a test, if `Fixtures/make-NAME.py` is still the script that made it.
  /// - Throws: `Stale` where the script has changed since, errors of the files.
  public static func load<Values: Decodable>(
    _ name: String, as type: Values.Type = Values.self, beside test: String = #filePath
  ) throws -> Values {
    let folder = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Fixtures")
    let script = try Data(contentsOf: folder.appendingPathComponent("make-\(name).py"))
    let values = try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
    let hash = SHA256.hash(data: script).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    guard try JSONDecoder().decode(Origin.self, from: values).script == hash else { throw Stale(name: name) }
    return try JSONDecoder().decode(type, from: values)
  }

  /// What the file says of itself.
  private struct Origin: Decodable {
    let script: String
  }

  /// The values are of another version of the script.
  public struct Stale: Error, CustomStringConvertible {
    let name: String
    public var description: String { "\(name).json was not made by make-\(name).py as it is now; run it again" }
  }
}
