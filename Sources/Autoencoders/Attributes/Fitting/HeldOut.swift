/// Which pictures stand aside, by their keys alone: so the same ones do in every fit.
enum HeldOut {
  /// Whether a picture is held out of a fit and judges it: a tenth.
  static func isHeldOut(_ key: String) -> Bool { hash(key) % 10 == 0 }

  /// Whether a picture that is not held out stands aside while a penalty is chosen: a fifth.
  static func isAside(_ key: String) -> Bool { hash(key) / 10 % 5 == 0 }

  /// The FNV-1a hash (64 bits) of the key's UTF-8.
  private static func hash(_ key: String) -> UInt64 {
    key.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
