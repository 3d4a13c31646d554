// swift-tools-version: 6.2
import PackageDescription

// What the kernels and the codec are measured with. It is a package of its own because the manual page's generator starts
// every executable of the main one, and these would wait for its input.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Zoetrope", path: "../..")],
  targets: [
    .executableTarget(
      name: "network-benchmark", dependencies: [.product(name: "Zoetrope", package: "Zoetrope")],
      path: "network-benchmark"),
    .executableTarget(
      name: "training-benchmark", dependencies: [.product(name: "Zoetrope", package: "Zoetrope")],
      path: "training-benchmark"),
    .executableTarget(
      name: "model-benchmark", dependencies: [.product(name: "Zoetrope", package: "Zoetrope")], path: "model-benchmark"),
    .executableTarget(
      name: "codec-benchmark", dependencies: [.product(name: "Zoetrope", package: "Zoetrope")], path: "codec-benchmark"),
  ]
)
