import Foundation
import Testing
import Zoetrope

@Suite("Animations")
struct AnimationFileTests {
  /// A sweep of four values, animated.
  static func recipe(_ animate: String, save: String) -> String {
    Workshop.recipe
      .replacingOccurrences(of: "  - decode:", with: "  - modify dimensions: {hue: [0, 1, 2, 3]}\n  - decode:")
      .replacingOccurrences(
        of: "  - save: {to: \"${output}/{path}/{stem}.png\"}", with: "  - animate: {\(animate)}\n  - save: {\(save)}")
  }

  @Test("are written as GIF, one for each item, the same whatever the lanes")
  func gif() throws {
    let workshop = try Workshop(pictures: 3)
    try workshop.write(
      "recipe.yaml", Self.recipe("over: hue, loop: pingpong, enlarge: 3", save: "to: \"${output}/{stem}.gif\""))
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(workshop.files() == ["01.gif", "02.gif", "03.gif"])
    let first = try GIFBlocks(try workshop.bytes("out/01.gif"))
    #expect(first.size == PixelSize(width: 24, height: 24))
    #expect(first.delays == [8, 9, 8, 8, 9, 8])
    #expect(first.loops == 0)
    #expect(try workshop.run("--set", "output=again", "--jobs", "1", "--batch", "1").status == 0)
    #expect(try workshop.contents() == workshop.contents("again"))
  }

  @Test("have the pixels that ImageMagick finds in them", .enabled(if: OtherTools.imageMagick))
  func pixels() throws {
    let workshop = try Workshop(pictures: 1)
    // Four frames of 64 pixels, 256 colours at most: hardly more than the palette holds.
    try workshop.write("recipe.yaml", Self.recipe("over: hue, loop: pingpong", save: "to: \"${output}/{stem}.gif\""))
    #expect(try workshop.run().status == 0)
    try workshop.write("recipe.yaml", Self.recipe("over: hue, loop: pingpong", save: "to: \"-\", format: ppm"))
    try workshop.write("frames.ppms", [UInt8](try workshop.run().output))
    let compared = try workshop.shell(
      "convert out/01.gif -coalesce -depth 8 rgb:a && convert ppm:frames.ppms -depth 8 rgb:b && wc -c < a && compare -metric PSNR -size 8x48 -depth 8 rgb:a rgb:b null:"
    )
    #expect(compared.text.trimmingCharacters(in: .whitespaces) == "1152\n", "\(compared.text)")
    let psnr = Double(compared.errors.split(separator: " ").first ?? "") ?? .infinity
    #expect(psnr > 38, "\(compared.errors)")
  }

  @Test("of all items are one, and bad frames are told by name")
  func items() throws {
    let workshop = try Workshop(pictures: 4)
    let recipe = Workshop.recipe.replacingOccurrences(
      of: "  - save: {to: \"${output}/{path}/{stem}.png\"}",
      with: "  - animate: {over: item, frames per second: 2, loop: once}\n  - save: {to: \"${output}/{key}.gif\"}")
    try workshop.write("recipe.yaml", recipe)
    #expect(try workshop.run().status == 0)
    let blocks = try GIFBlocks(try workshop.bytes("out/animation.gif"))
    #expect(blocks.delays == [50, 50, 50, 50])
    #expect(blocks.loops == nil)
    try workshop.write("pictures/03.png", "broken")
    let ended = try workshop.run("--set", "output=other")
    #expect(ended.status == 1)
    #expect(
      ended.lines.contains {
        $0.hasPrefix("zoetrope: error: other/animation.gif is not written: 03.png failed in load")
      },
      "\(ended.errors)")
  }

  @Test(
    "give their frames to standard output in the order in which they are shown",
    arguments: [("rgb", 8 * 8 * 3), ("ppm", 8 * 8 * 3 + 11)])
  func frames(_ format: String, _ bytes: Int) throws {
    let workshop = try Workshop(pictures: 2)
    try workshop.write("recipe.yaml", Self.recipe("over: hue, loop: pingpong", save: "to: \"-\", format: \(format)"))
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output.count == 2 * 6 * bytes)
    let frames = (0..<12).map { ended.output.dropFirst($0 * bytes).prefix(bytes) }.map { Data($0) }
    #expect(frames[4] == frames[2] && frames[5] == frames[1] && frames[3] != frames[2])
    #expect(frames[10] == frames[8] && frames[0] != frames[6])
  }

  @Test(
    "are checked before anything is read",
    arguments: [
      ("over: heu", "to: \"{stem}.gif\"", "no sweep is called \"heu\" here; did you mean \"hue\"?"),
      ("over: nothing-like-it", "to: \"{stem}.gif\"", "; it can be hue or item"),
      (
        "over: hue, frames per second: 60", "to: \"{stem}.gif\"", "\"frames per second\" must be from 0.1 to 50, not 60"
      ),
      (
        "over: hue", "to: \"{stem}.png\"",
        "{stem}.png is a single picture, but here comes an animation; save it as .gif"
      ),
      ("over: hue", "to: \"{stem}_{hue}.gif\"", "unknown placeholder {hue}"),
      ("over: hue, loop: ping-pong", "to: \"{stem}.gif\"", "did you mean \"pingpong\"?"),
    ])
  func checked(_ animate: String, _ save: String, _ says: String) throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write("recipe.yaml", Self.recipe(animate, save: save))
    let ended = try workshop.run("check", "recipe.yaml")
    #expect(ended.status == 65)
    let errors = ended.lines.filter { $0.contains("error:") }
    #expect(errors.count == 1 && errors[0].contains(says), "\(ended.errors)")
  }

  @Test("and not single pictures are what a .gif takes")
  func noAnimation() throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write("recipe.yaml", Workshop.recipe.replacingOccurrences(of: "{stem}.png", with: "{stem}.gif"))
    let ended = try workshop.run("check", "recipe.yaml")
    #expect(ended.status == 65)
    #expect(ended.errors.contains("put \"animate\" before it, or save as .png"), "\(ended.errors)")
  }

  @Test("come out of the recipes for them")
  func recipes() throws {
    let workshop = try Workshop(pictures: 0)
    let recipes = Tool.root.appendingPathComponent("Pipelines").path
    let short = ["--limit", "1", "--set", "strength=[0, 1, 2]"]
    let loop = try Tool.run(["run", recipes + "/smile-loop.yaml", "--set", "enlarge=1"] + short, in: workshop.folder)
    #expect(loop.status == 0, "\(loop.errors)")
    let blocks = try GIFBlocks(try workshop.bytes("out/smile-loop/face-01.gif"))
    #expect(blocks.size == PixelSize(width: 64, height: 64))
    #expect(blocks.delays == [8, 9, 8, 8])
    let film = try Tool.run(["run", recipes + "/smile-film.yaml"] + short, in: workshop.folder)
    #expect(film.status == 0, "\(film.errors)")
    #expect(film.output.count == 4 * 256 * 256 * 3)
  }

  @Test("become films in ffmpeg", .enabled(if: OtherTools.ffmpeg), arguments: ["rgb", "png"])
  func ffmpeg(_ format: String) throws {
    let workshop = try Workshop(pictures: 0)
    let recipe = Tool.root.appendingPathComponent("Pipelines/smile-film.yaml").path
    let faces = Tool.root.appendingPathComponent("Samples/faces").path
    let reader = format == "rgb" ? "-f rawvideo -pix_fmt rgb24 -video_size 256x256" : "-f image2pipe -c:v png"
    let ended = try workshop.shell(
      """
      zoetrope run \(recipe) --set 'input=\(faces)/face-0[12].png' --set 'strength=[0, 1, 2]' --set format=\(format) |
      ffmpeg -v error \(reader) -framerate 12 -i - -pix_fmt yuv420p out.mp4 &&
      ffprobe -v error -count_frames -show_entries stream=nb_read_frames,width,r_frame_rate -of csv=p=0 out.mp4
      """)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.text == "256,12/1,8\n")
  }
}

/// The blocks of a GIF file, read by the specification and nothing else.
struct GIFBlocks {
  let size: PixelSize
  private(set) var delays: [Int] = []
  /// How often it is shown, 0 for ever; nil where the file does not say.
  private(set) var loops: Int?

  struct Malformed: Error { let at: Int }

  init(_ bytes: [UInt8]) throws {
    guard bytes.count > 13, bytes.starts(with: Array("GIF89a".utf8)) else { throw Malformed(at: 0) }
    func word(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    size = PixelSize(width: word(6), height: word(8))
    var at = 13 + (bytes[10] & 0x80 != 0 ? 3 << (Int(bytes[10] & 7) + 1) : 0)
    while bytes[at] != 0x3b {
      switch bytes[at] {
      case 0x21:
        if bytes[at + 1] == 0xf9 { delays.append(word(at + 4)) }
        if bytes[at + 1] == 0xff { loops = word(at + 16) }
        at += 2
      case 0x2c: at += 11
      default: throw Malformed(at: at)
      }
      while bytes[at] != 0 { at += 1 + Int(bytes[at]) }
      at += 1
    }
    guard at == bytes.count - 1 else { throw Malformed(at: at) }
  }
}
