import Foundation
import Testing
import Zoetrope

/// The programs at the other ends of the pipes, where they are installed.
enum OtherTools {
  static let imageMagick = has("convert -version", "ImageMagick")
  static let ffmpeg = has("ffmpeg -version", "ffmpeg version") && has("ffprobe -version", "ffprobe version")

  /// Whether a program is there and is what its name says; says so where it is not.
  private static func has(_ line: String, _ name: String) -> Bool {
    let answer = try? Tool.shell(line, in: Tool.root).text
    let isThere = answer?.contains(name) ?? false
    if !isThere { print("skipped: `\(line)` is not \(name)") }
    return isThere
  }
}

@Suite("A link in a chain")
struct PipeTests {
  static let pipe = Tool.root.appendingPathComponent("Pipelines/pipe.yaml").path
  static let faces = Tool.root.appendingPathComponent("Samples/faces").path

  @Test("takes a picture from ImageMagick and gives one back", .enabled(if: OtherTools.imageMagick))
  func imageMagick() throws {
    let workshop = try Workshop(pictures: 0)
    let ended = try workshop.shell(
      "convert \(Self.faces)/face-01.png -resize 80x70 png:- | zoetrope run \(Self.pipe) | convert png:- -resize 200% out.png"
    )
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try workshop.picture("out.png").size == PixelSize(width: 128, height: 128))
  }

  @Test("takes the frames of a film from ffmpeg and gives as many back", .enabled(if: OtherTools.ffmpeg))
  func ffmpeg() throws {
    let workshop = try Workshop(pictures: 0)
    let ended = try workshop.shell(
      """
      ffmpeg -v error -framerate 5 -i \(Self.faces)/face-%02d.png -frames:v 11 -pix_fmt yuv444p in.mp4 &&
      ffmpeg -v error -i in.mp4 -f image2pipe -c:v png - | zoetrope run \(Self.pipe) |
      ffmpeg -v error -f image2pipe -c:v png -i - -pix_fmt yuv420p out.mp4 &&
      ffprobe -v error -count_frames -show_entries stream=nb_read_frames,width -of csv=p=0 out.mp4
      """)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.text == "64,11\n")
  }

  @Test("keeps the order of what comes in, and numbers it")
  func order() throws {
    let workshop = try Workshop(pictures: 20)
    let input = try workshop.files("pictures").map { Data(try workshop.bytes("pictures/" + $0)) }.reduce(Data(), +)
    let ended = try workshop.run("--set", "input=-", "--no-provenance", input: input)
    #expect(ended.status == 0, "\(ended.errors)")
    let files = try workshop.run("--set", "output=files", "--no-provenance")
    #expect(files.status == 0)
    #expect(workshop.files().first == "stdin/0001.png")
    #expect(
      try workshop.files().map { try workshop.bytes("out/" + $0) }
        == workshop.files("files").map { try workshop.bytes("files/" + $0) })

    try workshop.write("pipe.yaml", Workshop.recipe.replacingOccurrences(of: "${output}/{path}/{stem}.png", with: "-"))
    let piped = try workshop.run(
      "run", "pipe.yaml", "--set", "input=-", "--batch", "3", "--no-provenance", input: input)
    #expect(piped.status == 0, "\(piped.errors)")
    #expect(piped.output == (try workshop.files().map { Data(try workshop.bytes("out/" + $0)) }.reduce(Data(), +)))
  }

  @Test("ends in order when whoever reads has gone")
  func closedEarly() throws {
    let workshop = try Workshop(pictures: 40)
    // One sheet of two megabytes: more than a pipe takes before somebody reads.
    let piped = Workshop.recipe.replacingOccurrences(of: "${output}/{path}/{stem}.png\"", with: "-\", compression: 0")
    try workshop.write(
      "pipe.yaml", piped.replacingOccurrences(of: "  - save:", with: "  - montage: {enlarge: 16}\n  - save:"))
    let ended = try workshop.shell("{ zoetrope run pipe.yaml; echo status $? >&2; } | head -c 10")
    #expect(ended.output.count == 10)
    let errors = ended.lines.filter { $0.hasPrefix("zoetrope: error: ") }
    #expect(errors == ["zoetrope: error: cannot write standard output: whoever read it has gone"], "\(ended.errors)")
    #expect(ended.lines.last == "status 74")
  }

  @Test("keeps standard output free of messages, even when a picture fails")
  func dataOnly() throws {
    let workshop = try Workshop(pictures: 2)
    try workshop.write("pictures/bad.png", "no picture")
    try workshop.write("pipe.yaml", Workshop.recipe.replacingOccurrences(of: "${output}/{path}/{stem}.png", with: "-"))
    let ended = try workshop.run("run", "pipe.yaml")
    #expect(ended.status == 1)
    var stream = ended.output[...]
    let first = try PNGWriter.encode(Workshop.picture(0)).prefix(8)
    #expect(stream.starts(with: first))
    var count = 0
    while let place = stream.range(of: Data(first)) {
      count += 1
      stream = stream[place.upperBound...]
    }
    #expect(count == 2)
    #expect(!FileManager.default.fileExists(atPath: workshop.path("failures.ndjson").string))
  }
}
