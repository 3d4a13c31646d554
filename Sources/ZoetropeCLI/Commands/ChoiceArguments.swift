public import ArgumentParser
public import Zoetrope

// The library's choices as arguments, by their raw values.

extension ExistingFiles: ExpressibleByArgument {}

extension LatentMetric: ExpressibleByArgument {}

extension Fit: ExpressibleByArgument {}

extension FitSettings.Method: ExpressibleByArgument {}
