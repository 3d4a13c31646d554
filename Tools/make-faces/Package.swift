// swift-tools-version: 6.2
import PackageDescription

// What made the built-in model `faces`; see Sources/main.swift.
let package = Package(
  name: "make-faces",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Zoetrope", path: "../..")],
  targets: [
    .executableTarget(
      name: "make-faces", dependencies: [.product(name: "Zoetrope", package: "Zoetrope")], path: "Sources")
  ]
)
