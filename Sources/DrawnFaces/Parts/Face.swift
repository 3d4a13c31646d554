/// The head with all that belongs to it, ready to be looked at from the front.
struct Face {
  let pose: Pose
  /// The direction to the viewer, in the head's coordinates.
  let ray: Spatial
  let lamp: Lamp
  let palette: Palette
  let head: Solid
  let hair: Hair
  let eyes: Eyes
  let mouth: Mouth
  let glasses: Glasses
  let nose: [Solid]
  let ears: [Solid]
  let frames: Solid
  let smile: Double
  let broad: Double

  /// How much of the world the picture shows.
  static let view = 0.82

  init(_ face: FaceValues) {
    smile = face[.smile]
    broad = face[.faceWidth]
    pose = Pose(turn: face[.headTurn], rise: face[.headRise])
    ray = pose.local(Spatial(0, 0, 1))
    lamp = Lamp(turn: face[.light], height: face[.lightHeight])
    palette = Palette(face)
    let a = 0.435 * (1 + 0.13 * face[.faceWidth])
    let c = 0.50
    head = Solid(centre: Spatial(0, 0, 0), axes: Spatial(a, 0.585, c), taper: 0.30 - 0.1 * face[.faceWidth])
    hair = Hair(face, palette, head: head)
    eyes = Eyes(face, palette, lamp)
    mouth = Mouth(face, palette)
    glasses = Glasses(face)
    nose = [
      Solid(centre: Spatial(0, -0.115, c - 0.005), axes: Spatial(0.066, 0.058, 0.072)),
      Solid(centre: Spatial(0, 0.02, c - 0.055), axes: Spatial(0.042, 0.17, 0.075)),
      Solid(centre: Spatial(-0.058, -0.128, c - 0.045), axes: Spatial(0.042, 0.040, 0.05)),
      Solid(centre: Spatial(0.058, -0.128, c - 0.045), axes: Spatial(0.042, 0.040, 0.05)),
    ]
    ears = [-1, 1].map { Solid(centre: Spatial($0 * (a - 0.005), -0.01, -0.04), axes: Spatial(0.05, 0.115, 0.085)) }
    frames = Solid(centre: Spatial(0, 0.02, 0), axes: Spatial(a + 0.05, 0.9, c + 0.055))
  }
}
