// swift-tools-version: 6.2
import PackageDescription

// Another package that adds an operator to the recipe language: what a user of the library can do from outside. It takes
// the library without traits, by which the gate proves that libpng and libyaml are enough.
let package = Package(
  name: "Extension",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Zoetrope", path: "../..", traits: [])],
  targets: [
    .executableTarget(
      name: "invert", dependencies: [.product(name: "Zoetrope", package: "Zoetrope")], path: "Sources/Invert")
  ]
)
