import ArgumentParser
import Zoetrope

/// The axes of a scatter plot: `components`, or two dimensions as `3,17`.
struct AxesArgument: ExpressibleByArgument {
  let axes: LatentSurvey.Axes

  init(_ axes: LatentSurvey.Axes) { self.axes = axes }

  init?(argument: String) {
    if argument == "components" {
      axes = .components
      return
    }
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let x = numbers[0], let y = numbers[1], x >= 0, y >= 0 else { return nil }
    axes = .dimensions(x, y)
  }

  var defaultValueDescription: String { "components" }
}
