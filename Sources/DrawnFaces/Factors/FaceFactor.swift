/// What a drawn face is made of: everything in the picture follows from these numbers.
public enum FaceFactor: String, CaseIterable, Sendable {
  case smile
  case mouthOpening = "mouth opening"
  case eyeOpening = "eye opening"
  case brows
  case headTurn = "head turn"
  case headRise = "head rise"
  case light
  case lightHeight = "light height"
  case skin
  case hairColour = "hair colour"
  case hairLength = "hair length"
  case glasses
  case faceWidth = "face width"
  case eyeColour = "eye colour"
  case shirt
  case background

  /// What it may be.
  public var range: ClosedRange<Double> {
    switch self {
    case .smile, .brows, .faceWidth: -1...1
    case .headTurn: -45...45
    case .headRise: -20...20
    case .light: -80...80
    case .lightHeight: -20...60
    case .mouthOpening, .eyeOpening, .skin, .hairColour, .hairLength, .glasses, .eyeColour, .shirt, .background: 0...1
    }
  }

  /// What it is if nobody says.
  public var standard: Double {
    switch self {
    case .smile: 0.3
    case .eyeOpening: 0.75
    case .skin: 0.3
    case .hairColour: 0.35
    case .hairLength: 0.4
    case .light: -30
    case .lightHeight: 30
    case .eyeColour: 0.4
    case .shirt: 0.55
    case .background: 0.5
    case .mouthOpening, .brows, .headTurn, .headRise, .glasses, .faceWidth: 0
    }
  }

  /// Whether it is one of two: drawn at random it is either end of its range.
  public var isSwitch: Bool { self == .glasses }

  /// One line for people.
  public var help: String {
    switch self {
    case .smile: "-1 is sad, 1 a broad smile"
    case .mouthOpening: "0 is shut"
    case .eyeOpening: "0 is shut"
    case .brows: "-1 is frowning, 1 raised"
    case .headTurn: "degrees to the right of the picture"
    case .headRise: "degrees upwards"
    case .light: "degrees of the light to the right of the picture"
    case .lightHeight: "degrees of the light above the eyes"
    case .skin: "0 is light, 1 dark"
    case .hairColour: "black, brown, red, blond, grey"
    case .hairLength: "0 is short, 1 below the shoulders"
    case .glasses: "0 or 1; between, the frame is faint"
    case .faceWidth: "-1 is narrow, 1 broad"
    case .eyeColour: "brown, green, blue"
    case .shirt: "around the circle of colours"
    case .background: "from warm to cool"
    }
  }
}
