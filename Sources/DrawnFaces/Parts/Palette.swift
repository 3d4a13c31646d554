/// The colours of one face.
struct Palette {
  let skin: Paint
  let lips: Paint
  let hair: Paint
  let brow: Paint
  let iris: Paint
  let shirt: Paint
  let wall: Paint

  init(_ face: FaceValues) {
    skin = Paint.scale(
      [Paint(0xF7D6C0), Paint(0xF0C3A2), Paint(0xDBA077), Paint(0xB87A50), Paint(0x8F5B3C), Paint(0x6B432E)],
      face[.skin])
    lips = skin.under(Paint(0xB02A3C), 0.5)
    hair = Paint.scale(
      [Paint(0x231C1B), Paint(0x4E3226), Paint(0x8C4526), Paint(0xDDB063), Paint(0xB9B4AE)], face[.hairColour])
    brow = hair.under(Paint(0x20140F), 0.45)
    iris = Paint.scale([Paint(0x5A3517), Paint(0x4F7A3C), Paint(0x3F7FB5)], face[.eyeColour])
    shirt = Paint.scale(
      [Paint(0xC9473E), Paint(0xD9963A), Paint(0x4F9A63), Paint(0x3B7EA8), Paint(0x6A5BA6), Paint(0xC9473E)],
      face[.shirt])
    wall = Paint.scale([Paint(0xE9D9C3), Paint(0xD5DDD6), Paint(0xBFD2E2)], face[.background])
  }
}
