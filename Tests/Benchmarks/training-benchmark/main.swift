// Measures the training of the 64 × 64 reference model: pictures a second through whole steps, with the loading of the
// batch, noise, loss, gradients and Adam.
//
//   training-benchmark [kernels] [workers] [batch]        kernels: standard | portable
//
// For every line on standard input it measures some steps and prints one line of JSON; training-peer.py uses that to take
// turns with PyTorch. The pictures are noise: the speed does not depend on them.

import Dispatch
import Training
import Zoetrope

let arguments = CommandLine.arguments.dropFirst()
let choice = arguments.first ?? "standard"
let cores = arguments.dropFirst().first.flatMap { Int($0) } ?? 2
let batch = arguments.dropFirst(2).first.flatMap { Int($0) } ?? 100

let kernels: any Kernels = choice == "portable" ? PortableKernels() : StandardKernels.make()
let bench = try StepBench(kernels, workers: cores, batch: batch)

while readLine() != nil {
  let clock = ContinuousClock()
  let (start, processor) = (clock.now, processorSeconds())
  var steps = 0
  while clock.now - start < .seconds(2) {
    try bench.step()
    steps += 1
  }
  let seconds = (clock.now - start) / .seconds(1)
  let used = (processorSeconds() - processor) / seconds
  let rate = Double(steps * batch) / seconds
  let operations = rate / used * Double(cores) * Double(bench.multiplyAdds) * 2 / 1e9
  print(
    """
    {"name": "zoetrope \(kernels.name)", "workers": \(cores), "batch": \(batch), "pictures_per_second": \(rate), \
    "cores": \(used), "gflops_had_it_had_all_cores": \(operations)}
    """)
  flush()
}
