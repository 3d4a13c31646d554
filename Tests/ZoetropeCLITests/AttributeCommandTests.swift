import Foundation
import Testing
import ToyModel
import Zoetrope

/// `zoetrope attribute`, as its users run it, on the toy model.
@Suite("attribute")
struct AttributeCommandTests {
  /// A workshop with 60 pictures and their labels, of which the last two go along with each other.
  private func workshop() throws -> Workshop {
    let workshop = try Workshop(pictures: 60)
    let rows = (1...60).map { number in
      "\(number < 10 ? "0" : "")\(number).png,\(number % 2),\(number % 3 == 0 ? 1 : 0),\(number % 3 == 0 ? 1 : 0),0"
    }
    try workshop.write("labels.csv", "image,Smiling,Male,Beard,Bald\n" + rows.joined(separator: "\n") + "\n")
    return workshop
  }

  private static let fit = ["attribute", "fit", "smile", "--model", "model"]
  private static let labelled = ["--labels", "labels.csv:Smiling", "--images", "pictures"]

  @Test(
    "fit finds a vector by every method, from every source, with a footprint, and a recipe takes it",
    arguments: [
      labelled, labelled + ["--method", "logistic"], labelled + ["--balance", "male"],
      labelled + ["--method", "logistic", "--balance", "male"], ["--with", "some", "--without", "pictures"],
      ["--pairs", "pairs.txt"],
    ])
  func fit(_ source: [String]) throws {
    let workshop = try workshop()
    for number in 1...40 { try workshop.write("some/\(number).png", PNGWriter.encode(ToyModel.picture(number + 100))) }
    let pairs = (10...40).map { "pictures/\($0).png\tsome/\($0).png" }
    try workshop.write("pairs.txt", pairs.joined(separator: "\n"))
    let ended = try Tool.run(Self.fit + source, in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(
      ended.lines[0].hasPrefix("smile.safetensors: gap ") && ended.lines[0].contains("fitted on "), "\(ended.errors)")
    #expect(ended.lines.count == (source.contains("--balance") ? 3 : 1), "\(ended.errors)")
    let vector = try AttributeVector(workshop.path("smile.safetensors"))
    #expect(vector.footprint?.weights.shape == Shape([8, 8]))
    #expect(vector.origin.label == (source.contains("--labels") ? "Smiling" : nil))
    try workshop.write(
      "edit.yaml",
      Workshop.recipe.replacingOccurrences(
        of: "  - decode:",
        with: "  - add attribute vector: {vector: ./smile.safetensors, reach: [0, 1]}\n  - decode:"
      ).replacingOccurrences(of: "{stem}", with: "{stem}-{reach}"))
    let run = try workshop.run("run", "edit.yaml", "--limit", "2")
    #expect(run.status == 0, "\(run.errors)")
    #expect(workshop.files() == ["01-0.png", "01-1.png", "02-0.png", "02-1.png"])
  }

  @Test(
    "fit takes pictures at the size that is said where the model takes any, and the recipe's size does not matter",
    arguments: [
      (["--size", "12x8"], Shape([4, 4, 6])), ([], Shape([4, 32, 32])),
      (["--size", "12x8", "--per-channel"], Shape([4])),
    ])
  func sizes(said: [String], shape: Shape) throws {
    let workshop = try workshop()
    try SpatialModel.write(to: workshop.path("model"))
    let ended = try Tool.run(Self.fit + Self.labelled + said, in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try AttributeVector(workshop.path("smile.safetensors")).vector.shape == shape)
    try workshop.write(
      "edit.yaml",
      Workshop.recipe.replacingOccurrences(
        of: "  - decode:", with: "  - add attribute vector: {vector: ./smile.safetensors}\n  - decode:"))
    let run = try workshop.run("run", "edit.yaml", "--limit", "1")
    #expect(run.status == 0, "\(run.errors)")
    let refused = try Tool.run(
      Self.fit + Self.labelled + ["--size", "13x8", "--out", "none.safetensors"], in: workshop.folder)
    #expect(refused.status == 65 && refused.errors.contains("multiples of 4"), "\(refused.errors)")
  }

  /// What is refused, in one line.
  static let refusals: [(arguments: [String], status: Int32, line: String)] = [
    (
      fit + labelled + ["--rows", "1-14"], 65,
      "\"smile\" cannot be fitted on "
    ),
    (
      fit + ["--labels", "labels.csv:Bald", "--images", "pictures"], 65,
      "\"smile\" cannot be fitted: 0 pictures have it and "
    ),
    (
      fit + labelled + ["--balance", "Male,Beard"], 65,
      "\"smile\" cannot be balanced: no picture with it is in the cell \"Male, not Beard\"; balance over fewer labels, "
        + "or give such pictures"
    ),
    (
      fit + ["--labels", "gone.csv:Smiling", "--images", "pictures"], 65,
      "pictures/x.png is not there, nor are 1 more pictures that the labels name"
    ),
    (
      fit + ["--labels", "labels.csv:Smilling", "--images", "pictures"], 65,
      "labels.csv has no column \"Smilling\"; did you mean \"Smiling\"?"
    ),
    (
      fit + labelled + ["--balance", "Malle"], 65, "labels.csv has no column \"Malle\"; did you mean \"Male\"?"
    ),
    (
      fit + ["--with", "pictures", "--without", "pictures", "--balance", "Male"], 64,
      "--balance names columns of a table of labels, so it needs --labels"
    ),
    (
      fit + labelled + ["--with", "pictures"], 64,
      "say where the labels come from: --labels with --images, --with and --without, or --pairs"
    ),
    (
      fit + ["--pairs", "labels.csv"], 65,
      "labels.csv:1: write two pictures, without and with the attribute, with a tab between them"
    ),
    (
      fit + labelled + ["--project-out", "grin,grin2"], 65,
      "the model \"toy\" has no attribute vector \"grin2\"; did you mean \"grin\"?"
    ),
    (
      fit + labelled + ["--project-out", "./alien.safetensors"], 65,
      "the attribute vector \"grin\" belongs to the model "
    ),
    (
      ["attribute", "combine", "grin - ./alien.safetensors", "--model", "model", "--out", "sum.safetensors"], 65,
      "the attribute vector \"grin\" belongs to the model "
    ),
    (
      ["attribute", "combine", "grin - grin", "--model", "model", "--out", "sum.safetensors"], 65,
      "the attribute vector \"sum\" has no direction: it is zero or not finite"
    ),
    (
      ["attribute", "combine", "grin grin", "--model", "model", "--out", "sum.safetensors"], 65,
      "\"grin grin\" is no sum of vectors: \"grin\" needs + or - before it, between blanks; write it as "
        + "\"smile - 0.5*male\""
    ),
    (
      ["attribute", "report", "./alien.safetensors", "--model", "model"], 65,
      "the attribute vector \"grin\" belongs to the model "
    ),
    (
      ["attribute", "report", "grin", "--model", "model", "--equal", "smile"], 64,
      "--equal smile: it is none of the reported vectors: grin"
    ),
    (
      ["attribute", "components", "pictures", "--model", "model", "--rows", "1-3", "--out-dir", "components"], 65,
      "3 pictures are too few; give at least 10"
    ),
    (
      ["attribute", "rebind", "grin", "--from", "model", "--model", "other", "--images", "pictures"], 65,
      "the models \"toy\" ("
    ),
    (
      ["attribute", "rebind", "./alien.safetensors", "--from", "model", "--model", "other", "--images", "pictures"], 65,
      "the attribute vector \"grin\" belongs to the model "
    ),
  ]

  @Test("says what is wrong in one line and writes nothing", arguments: refusals.indices)
  func refused(_ index: Int) throws {
    let (arguments, status, line) = Self.refusals[index]
    let workshop = try workshop()
    try workshop.write("gone.csv", "image,Smiling\n01.png,1\nx.png,0\ny.png,0\n")
    try ToyModel.write(to: workshop.path("other"), name: "other", seed: 2)
    try ToyModel.vector("grin", of: workshop.path("model")).write(
      to: workshop.path("model/attributes/grin.safetensors"), existing: .error)
    try ToyModel.vector("grin", of: workshop.path("other")).write(
      to: workshop.path("alien.safetensors"), existing: .error)
    let before = workshop.files("")
    let ended = try Tool.run(arguments, in: workshop.folder)
    #expect(ended.status == status, "\(ended.errors)")
    #expect(ended.errors.hasPrefix("zoetrope: error: \(line)") && ended.lines.count == 1, "\(ended.errors)")
    if line.hasSuffix("to the model ") {
      #expect(ended.errors.contains("\"other\"") && ended.errors.contains("\"toy\""))
    }
    #expect(workshop.files("") == before && ended.output.isEmpty)
  }

  @Test("report prints a matrix, at equal smile if asked, and JSON")
  func report() throws {
    let workshop = try workshop()
    for (name, column) in [("smile", "Smiling"), ("male", "Male")] {
      let out = "model/attributes/\(name).safetensors"
      try createFolders(workshop.path("model/attributes"))
      let fitted = try Tool.run(
        ["attribute", "fit", name, "--model", "model", "--labels", "labels.csv:\(column)", "--images", "pictures"]
          + ["--out", out], in: workshop.folder)
      #expect(fitted.status == 0, "\(fitted.errors)")
    }
    let plain = try Tool.run(["attribute", "report", "--model", "model"], in: workshop.folder)
    #expect(plain.status == 0 && plain.text.contains("by the directions alone"), "\(plain.errors)")
    let measured = try Tool.run(
      ["attribute", "report", "smile", "male", "--model", "model", "--images", "pictures", "--labels", "labels.csv"]
        + ["--equal", "smile", "--out", "figures"], in: workshop.folder)
    #expect(workshop.files("figures") == ["effects.png", "effects.svg"])
    #expect(measured.status == 0, "\(measured.errors)")
    for words in ["accuracy here", "measured on 60 pictures", "as far as it moves smile by 1"] {
      #expect(measured.text.contains(words), "\(measured.text)")
    }
    let json = try Tool.run(["attribute", "report", "--model", "model", "--json"], in: workshop.folder)
    let value = try JSONValue.parse(json.output)
    #expect(value["effects"]?["names"]?.array?.compactMap(\.string) == ["male", "smile"])
    #expect(abs((value["effects"]?["matrix"]?.array?[0].array?[0].double ?? 0) - 1) < 1e-5)
  }

  @Test("components, combine and rebind write vectors that recipes take")
  func derived() throws {
    let workshop = try workshop()
    let found = try Tool.run(
      ["attribute", "components", "pictures", "--model", "model", "--count", "3", "--out-dir", "c"], in: workshop.folder
    )
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.text.contains("share of variance"))
    #expect(
      workshop.files("c") == ["component-01.safetensors", "component-02.safetensors", "component-03.safetensors"])
    let sum = try Tool.run(
      ["attribute", "combine", "c/component-01.safetensors - 2*c/component-02.safetensors", "--model", "model"]
        + ["--out", "sum.safetensors"], in: workshop.folder)
    #expect(sum.status == 0, "\(sum.errors)")
    // The same weights under another name are another model that computes the same.
    try ToyModel.write(to: workshop.path("twin")) { weights in
      weights["encoder.mean.bias"] = weights["encoder.mean.bias"]?.map { $0 + 1e-6 }
    }
    let rebound = try Tool.run(
      ["attribute", "rebind", "./sum.safetensors", "--from", "model", "--model", "twin", "--images", "pictures"]
        + ["--out", "twin.safetensors"], in: workshop.folder)
    #expect(rebound.status == 0, "\(rebound.errors)")
    let twin = try Autoencoder(folder: workshop.path("twin"))
    #expect(try twin.attribute(at: workshop.path("twin.safetensors")).name == "sum")
    for (vector, form, message) in [
      ("sum", "reach: 1", "does not know where faces without it lie"),
      ("sum", "unit: sigma", "does not know how much faces differ along it"),
      ("c/component-01", "reach: 0", nil), ("c/component-02", "unit: sigma", nil),
    ] {
      try workshop.write(
        "edit.yaml",
        Workshop.recipe.replacingOccurrences(
          of: "  - decode:",
          with: "  - add attribute vector: {vector: ./\(vector).safetensors, \(form)}\n  - decode:"))
      let ended = try workshop.run("check", "edit.yaml")
      #expect(ended.status == (message == nil ? 0 : 65), "\(ended.errors)")
      if let message { #expect(ended.errors.contains(message), "\(ended.errors)") }
    }
  }
}
