// Makes Sources/Zoetrope/Models/faces from the float32 reference model and the labelled faces it was trained on:
//
//     swift run -c release --package-path Tools/make-faces make-faces MODEL-FOLDER CELEBA-FOLDER Sources/Zoetrope/Models/faces
//
// MODEL-FOLDER has weights.safetensors; the target has model.yaml, whose section `statistics` is printed to be put there
// by hand. CELEBA-FOLDER has images/ (89×109 pixels) and attributes.csv.

import Zoetrope

let attributes = [
  ("smile", "Smiling"), ("eyeglasses", "Eyeglasses"), ("male", "Male"), ("young", "Young"),
  ("blond-hair", "Blond_Hair"), ("bangs", "Bangs"),
]
let rows = 1...8000
let crop = CropBox(left: 5, top: 18, right: 84, bottom: 97)

func percent(_ share: Double?) -> String { share.map { "\(($0 * 1000).rounded() / 10) %" } ?? "–" }

let arguments = CommandLine.arguments.dropFirst().map { Path($0) }
guard arguments.count == 3 else {
  throw FileError("make-faces", .read, .io("three folders are needed; see main.swift"))
}
let (reference, celeba, target) = (arguments[0], arguments[1], arguments[2])

// Weights: the same tensors, rounded to float16.
let weights = try SafeTensors(reference / "weights.safetensors")
let names = weights.names.filter { weights.type(of: $0)?.isFloat == true }
let tensors = try Dictionary(uniqueKeysWithValues: names.map { ($0, try weights.tensor($0)) })
try SafeTensors.write(tensors, as: .float16, to: target / "weights.safetensors", existing: .overwrite)
let model = try Autoencoder(folder: target)
print("fingerprint \(model.fingerprint)")

// Vectors: every picture is encoded once.
let reader = PictureReader(for: model, crop: crop, fit: .stretch)
let table = celeba / "attributes.csv"
func labels(_ column: String) throws -> [LabelledPicture] {
  try Labels.table(table, column: column, rows: rows, pictures: celeba / "images").pictures()
}
let means = try model.encodeMeans(labels("Smiling").map(\.path), reader)
for (name, column) in attributes {
  let source = "CelebA (half size), images 000001-008000, crop \(crop), Lanczos to 64×64"
  let report = try AttributeFit.fit(
    labels(column), means: means, name: name, model: model, settings: FitSettings(method: .logistic), source: source,
    label: column)
  try report.vector.write(to: target / "attributes/\(name).safetensors", existing: .overwrite)
  let (vector, origin) = (report.vector, report.vector.origin)
  print(
    "| \(name) | \(column) | \(origin.fitted.with) / \(origin.fitted.without)",
    "| \(vector.gap) | \(vector.sigma) | \(percent(origin.accuracy))",
    "| \(percent(report.accuracyWith)) / \(percent(report.accuracyWithout)) | \(origin.area ?? .nan) | \(origin.method) |"
  )
}

// Statistics.
let statistics = try ModelStatistics.measure(model, on: labels("Smiling").map(\.path), reader)
print("statistics: {reconstruction error: \(statistics.reconstructionError), latent norm: \(statistics.latentNorm)}")
