// swift-tools-version: 6.2
import PackageDescription

// The readers of foreign files under libFuzzer. `Tools/fuzz-readers` copies the rooms that it needs beside these sources:
// instrumented, and without the libraries that a fuzzer need not build.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .unsafeFlags(["-sanitize=fuzzer"]),
]
let fuzzing: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]

let package = Package(
  name: "Fuzzing", platforms: [.macOS(.v15)],
  dependencies: [.package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0")],
  targets: [
    .systemLibrary(name: "LibFuzzer"),
    .target(name: "Pickles", swiftSettings: strict),
    .executableTarget(
      name: "FuzzPickles", dependencies: ["Pickles", "LibFuzzer"], swiftSettings: strict, linkerSettings: fuzzing),

    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
    .target(name: "CDeflate", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "Files", swiftSettings: strict), .target(name: "Tensors", swiftSettings: strict),
    .target(name: "Documents", dependencies: ["CYAML"], swiftSettings: strict),
    .target(name: "Compression", dependencies: ["CDeflate"], swiftSettings: strict),
    .target(name: "Archives", dependencies: ["Files", "Compression"], swiftSettings: strict),
    .target(
      name: "Checkpoints", dependencies: ["Tensors", "Files", "Documents", "Archives", "Pickles"],
      exclude: ["ContentHash.swift", "Fingerprint.swift"], swiftSettings: strict),
    .target(name: "Kernels", dependencies: ["Tensors"], swiftSettings: strict),
    .target(
      name: "Layers", dependencies: ["Tensors", "Documents", "Kernels", "Checkpoints"], swiftSettings: strict),
    .target(
      name: "ONNXSchema", dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["LICENSE", "README.md", "onnx.proto"]),
    .target(
      name: "ONNX",
      dependencies: [
        "Files", "Tensors", "Documents", "Kernels", "Checkpoints", "Layers", "ONNXSchema",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "FuzzONNX", dependencies: ["ONNX", "Files", "LibFuzzer"], swiftSettings: strict, linkerSettings: fuzzing),
  ])
