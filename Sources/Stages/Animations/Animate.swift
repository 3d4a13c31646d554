public import Dataflow
import Documents
public import Images
import Recipes

/// Pictures one after the other: an animation of a sweep, or of all items.
public struct Animate: GatherStage, RecipeStage {
  /// What the frames run along: a sweep by its name, or the items.
  public var over: String
  /// How many frames a second shows.
  public var framesPerSecond: Double
  /// What comes after the last frame.
  public var loop: Animation.Loop
  /// Each pixel becomes a square of so many.
  public var enlarge: Int

  /// The most frames of one animation.
  public static let maximumFrames = 2000

  /// Twelve frames a second, over and over, unless said.
  public init(over: String, framesPerSecond: Double = 12, loop: Animation.Loop = .forward, enlarge: Int = 1) {
    self.over = over
    self.framesPerSecond = framesPerSecond
    self.loop = loop
    self.enlarge = enlarge
  }

  /// Looks the sweep up that the frames run along.
  public func prepare(_ environment: Environment) throws {
    guard over != Self.items, let coordinates = environment[Checker.UpstreamCoordinates.self],
      !coordinates.contains(over)
    else { return }
    let known = coordinates + [Self.items]
    let nearest = NearestName.hint(for: over, among: known)
    let has = "; it can be \(known.joined(separator: " or "))"
    throw FieldError("over", "no sweep is called \"\(over)\" here\(nearest.isEmpty ? has : nearest)")
  }

  /// What the frames run along is no coordinate any more.
  public func coordinates(from inputs: [String]) -> [String] { inputs.filter { $0 != over } }

  /// A group for each animation, in the order of their first frames.
  public func groups(of inputs: [PortListing]) throws -> [Group] {
    var names: [ItemID] = []
    var members: [ItemID: [Group.Member]] = [:]
    for (position, id) in inputs[0].ids.enumerated() {
      let name = animation(of: id)
      if members[name] == nil { names.append(name) }
      members[name, default: []].append(Group.Member(position: position))
    }
    return try names.map { name in
      let frames = members[name] ?? []
      guard frames.count <= Self.maximumFrames else { throw AnimateError.tooMany(name.description, frames.count) }
      return Group(members: frames, outputs: [name])
    }
  }

  /// One animation. Frames are kept in 8 bits.
  public func combine(_ members: [Item<Image>], into outputs: [ItemID], _ run: RunContext) throws -> [Animation] {
    let frames = try members.map { member in
      let image = member.value.enlarged(by: enlarge)
      return image.with(samples: .bytes(try image.samples.bytes()))
    }
    return [try Animation(frames, framesPerSecond: framesPerSecond, loop: loop)]
  }

  private static let items = "item"

  /// What is not the frames' way tells the animations apart.
  private func animation(of id: ItemID) -> ItemID {
    ItemID(
      key: over == Self.items ? "animation" : id.key, coordinates: id.coordinates.filter { $0.name != over })
  }
}

extension Animation: StreamValue {
  /// Animations.
  public static var streamType: StreamType { .animations }
}

extension Animate {
  static let over = Field.text(
    "over", required: true, help: "what the frames run along: a sweep's name, or item for all items one after the other"
  )
  static let framesPerSecond = Field.number(
    "frames per second", in: 0.1...50, default: 12,
    help: "a GIF counts hundredths of a second, and viewers show none faster than 50 a second")
  static let loop = Field<Animation.Loop>.choice(
    "loop", default: .forward,
    help: "forward: over and over; pingpong: there and back; once: it ends with the last frame")
  static let enlarge = Field.integer("enlarge", in: 1...16, default: 1, help: "each pixel becomes a square of so many")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "animate", summary: "Pictures one after the other: a looping animation of a sweep, one for each item.",
    details:
      "Sweeps that the frames do not run along give animations of their own; `over: item` makes one of all items, which "
      + "is then called animation. `save` writes it as .gif, or its frames one after the other to standard output.",
    forms: [.init(.images, .animations)],
    fields: [over.declaration, framesPerSecond.declaration, loop.declaration, enlarge.declaration],
    example: "- animate: {over: strength, frames per second: 12, loop: pingpong, enlarge: 4}"
  ) {
    .gather(
      Animate(
        over: try $0(over), framesPerSecond: try $0(framesPerSecond), loop: try $0(loop), enlarge: try $0(enlarge)))
  }
}

/// Why pictures do not become one animation.
public enum AnimateError: Error, Hashable, Sendable {
  /// The animation of that name would have so many frames.
  case tooMany(String, Int)
}

extension AnimateError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .tooMany(let name, let count):
      "the animation \(name) would have \(count) frames, and an animation has at most \(Animate.maximumFrames); use fewer "
        + "steps, or save the pictures to standard output for a film"
    }
  }
}
