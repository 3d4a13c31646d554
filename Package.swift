// swift-tools-version: 6.2
import PackageDescription

// The house: strictly layered targets, arrows only down. A target lists what it may import; `.ci/run` compares every
// `import` with these lists. Traits switch the optional system libraries; without them libpng and libyaml are enough.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "Zoetrope",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Zoetrope", targets: ["Zoetrope"]),
    .executable(name: "zoetrope", targets: ["ZoetropeCLI"]),
  ],
  traits: [
    .default(enabledTraits: ["OneDNN", "TurboJPEG", "Deflate", "GIF"]),
    .trait(name: "OneDNN", description: "Kernels by oneDNN (libdnnl) instead of the portable ones in Swift."),
    .trait(name: "TurboJPEG", description: "Reads and writes JPEG with libturbojpeg."),
    .trait(name: "GIF", description: "Writes GIF with giflib."),
    .trait(name: "Deflate", description: "Compresses PNG with libdeflate instead of zlib."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    // Floor 0: system libraries, each behind one door.
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "SystemPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .target(name: "CPNG", dependencies: ["SystemPNG"]),
    .systemLibrary(
      name: "SystemJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
    .target(
      name: "CTurboJPEG",
      dependencies: [.target(name: "SystemJPEG", condition: .when(traits: ["TurboJPEG"]))],
      cSettings: [.define("ZOETROPE_TURBOJPEG", .when(traits: ["TurboJPEG"]))]),
    .systemLibrary(
      name: "SystemDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    .target(
      name: "CDeflate",
      dependencies: [.target(name: "SystemDeflate", condition: .when(traits: ["Deflate"]))],
      cSettings: [.define("ZOETROPE_DEFLATE", .when(traits: ["Deflate"]))],
      linkerSettings: [.linkedLibrary("z")]),
    .systemLibrary(name: "SystemGIF", pkgConfig: "libgif", providers: [.apt(["libgif-dev"]), .brew(["giflib"])]),
    .target(
      name: "CGIF",
      dependencies: [.target(name: "SystemGIF", condition: .when(traits: ["GIF"]))],
      cSettings: [.define("ZOETROPE_GIF", .when(traits: ["GIF"]))],
      linkerSettings: [.linkedLibrary("gif", .when(traits: ["GIF"]))]),
    .systemLibrary(name: "SystemOneDNN", providers: [.apt(["libdnnl-dev"]), .brew(["onednn"])]),
    .target(
      name: "COneDNN",
      dependencies: [.target(name: "SystemOneDNN", condition: .when(traits: ["OneDNN"]))],
      cSettings: [.define("ZOETROPE_ONEDNN", .when(traits: ["OneDNN"]))],
      linkerSettings: [.linkedLibrary("dnnl", .when(traits: ["OneDNN"]))]),

    .target(name: "CSpawn"),

    // Floor 1: values and documents.
    room("Files"),
    room("Tensors"),
    room("Documents", ["CYAML"]),
    room("Statistics"),
    room("Compression", ["CDeflate"]),
    room("Processes", ["CSpawn"]),
    room("Pickles"),
    room("Archives", ["Files", "Compression"]),

    // The public schema of ONNX and the code that protoc makes of it, which keeps its own rules.
    .target(
      name: "ONNXSchema", dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["LICENSE", "README.md", "onnx.proto"], swiftSettings: [.swiftLanguageMode(.v6)]),

    // Floor 2: pictures, compute, checkpoints, distributions.
    room("Distributions", ["Statistics", "Tensors"]),
    room(
      "Images",
      [
        "Files", "Tensors", "Compression", "CPNG",
        .target(name: "CTurboJPEG", condition: .when(traits: ["TurboJPEG"])),
        .target(name: "CGIF", condition: .when(traits: ["GIF"])),
      ]),
    room("Kernels", ["Tensors", .target(name: "COneDNN", condition: .when(traits: ["OneDNN"]))]),
    room(
      "Checkpoints",
      ["Tensors", "Files", "Documents", "Archives", "Pickles", .product(name: "Crypto", package: "swift-crypto")]),

    // Floor 3: layers, and the engine that knows no model.
    room("Layers", ["Tensors", "Documents", "Kernels", "Checkpoints"]),
    room("Dataflow", ["Tensors", "Documents"]),
    room("Charts", ["Images"]),
    room("DrawnFaces", ["Files", "Tensors", "Documents", "Images"]),

    // Floor 4: the autoencoder and its folder.
    room(
      "Autoencoders",
      [
        "Files", "Tensors", "Documents", "Images", "Kernels", "Checkpoints", "Layers", "Statistics", "Distributions",
      ]),

    // Floor 4: ONNX graphs as layers, and programs as ONNX graphs.
    room(
      "ONNX",
      [
        "Files", "Tensors", "Documents", "Kernels", "Checkpoints", "Layers", "ONNXSchema",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ]),

    // Floor 4: the recipe language, which knows stages by their declarations only.
    room("Recipes", ["Documents", "Dataflow"]),

    // Floor 5: the stages of a recipe.
    room(
      "Stages",
      [
        "Recipes", "Files", "Tensors", "Documents", "Images", "Checkpoints", "Dataflow", "Autoencoders", "Statistics",
        "Processes", "Distributions",
      ]),

    // Floor 5: models that other programs trained.
    room("Importing", ["Files", "Tensors", "Documents", "Archives", "Checkpoints", "Autoencoders", "ONNX"]),

    // Floor 5: how good a model is.
    room(
      "Evaluation",
      [
        "Files", "Tensors", "Documents", "Images", "Kernels", "Autoencoders", "Statistics", "Distributions",
      ]),

    // Floor 5: the page that shows a run.
    room("Reports", ["Files", "Documents", "Images", "Dataflow"]),

    // Floor 5: learning.
    room(
      "Training",
      [
        "Files", "Tensors", "Documents", "Compression", "Images", "Kernels", "Checkpoints",
        "Layers", "Charts",
        "Autoencoders", "Recipes", "Distributions",
      ]),

    // Floor 6: the library's front door.
    .target(
      name: "Zoetrope",
      dependencies: [
        "Files", "Tensors", "Documents", "Images", "Kernels", "Checkpoints", "Layers", "Dataflow", "Recipes",
        "Autoencoders", "Stages", "Statistics", "Distributions", "Charts", "DrawnFaces", "Reports", "Training",
        "Evaluation", "ONNX", "Importing",
      ],
      resources: [.copy("Models")], swiftSettings: strict),

    // Floor 7: the command line.
    .executableTarget(
      name: "ZoetropeCLI",
      dependencies: ["Zoetrope", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),

    // The figures of Documentation/theory.md that come from formulas alone.
    .executableTarget(
      name: "TheoryFigures", dependencies: ["Files", "Charts", "Distributions"], swiftSettings: strict),

    tests("Files", ["ProcessorTime"]), tests("Tensors"), tests("Documents", ["ProcessorTime"]), tests("Processes"),
    tests("Statistics", ["ReferenceValues"], exclude: ["Fixtures"]),
    tests("Distributions", ["ReferenceValues", "Statistics", "Tensors"], exclude: ["Fixtures"]),
    tests(
      "Images", ["Files", "Tensors", .product(name: "Crypto", package: "swift-crypto")], exclude: ["Fixtures"]),
    tests("Kernels", ["Tensors"]), tests("Checkpoints", ["Tensors", "Files", "ProcessorTime"]),
    tests("Layers", ["Tensors", "Documents", "Kernels", "Checkpoints", "Files", "ProcessorTime"]),
    tests(
      "Autoencoders",
      [
        "Files", "Tensors", "Documents", "Images", "Kernels", "Checkpoints", "Layers", "Distributions",
        "ReferenceValues",
      ],
      exclude: ["Models", "Fixtures"]),
    tests("Compression"), tests("Pickles"),
    tests(
      "Importing", ["Archives", "Autoencoders", "Checkpoints", "Files", "ProcessorTime", "Tensors"],
      exclude: ["Fixtures"]),
    tests(
      "ONNX",
      [
        "ReferenceValues", "Documents", "Files", "Kernels", "Layers", "Checkpoints", "ProcessorTime", "Tensors",
        "ONNXSchema",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], exclude: ["Fixtures"]),
    tests(
      "Training",
      [
        "Autoencoders", "Checkpoints", "Distributions", "Documents", "Files", "Images", "Kernels", "Recipes", "Tensors",
        "ToyModel",
      ]),
    tests("Charts", ["Images"]), tests("DrawnFaces", ["Checkpoints", "Files"]),
    tests("Dataflow", ["Documents", "ProcessorTime", "Tensors"]),
    tests("Recipes", ["Dataflow", "Documents"]),
    tests("Reports", ["Dataflow", "Documents", "Files", "Images"]),
    tests(
      "Stages",
      [
        "Autoencoders", "Checkpoints", "Dataflow", "Files", "Images", "Statistics", "Tensors", "ToyModel",
        .product(name: "Crypto", package: "swift-crypto"),
      ], exclude: ["Fixtures"]),
    tests(
      "Evaluation",
      [
        "Autoencoders", "Checkpoints", "Distributions", "Documents", "Files", "Images", "Kernels", "ReferenceValues",
        "Statistics", "Tensors", "ToyModel",
      ], exclude: ["Fixtures"]),
    tests("Zoetrope", ["ToyModel"]), tests("ZoetropeCLI", ["Zoetrope", "ToyModel"]),

    // Numbers of other programs that tests are held against, with the scripts that made them.
    .target(
      name: "ReferenceValues", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/ReferenceValues", swiftSettings: strict),

    // A clock for tests of what takes no time, which run beside others.
    .target(name: "ProcessorTime", path: "Tests/ProcessorTime", swiftSettings: strict),

    // What the tests of the upper floors have in common: a model that costs nothing.
    .target(
      name: "ToyModel", dependencies: ["Autoencoders", "Checkpoints", "Files", "Images", "Tensors"],
      path: "Tests/ToyModel", swiftSettings: strict),
  ]
)
