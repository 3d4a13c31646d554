// Measures the network of the 64 × 64 reference model: pictures a second through encoder and decoder.
//
//   network-benchmark [kernels] [lanes] [chunk]        kernels: standard | portable
//
// For every line on standard input it measures for about a second and prints one line of JSON; network-peers.py uses
// that to take turns with other libraries. The weights are noise: the speed does not depend on them.

import Dispatch
import Kernels
import Tensors

let arguments = CommandLine.arguments.dropFirst()
let choice = arguments.first ?? "standard"
let lanes = arguments.dropFirst().first.flatMap { Int($0) } ?? 2
let chunk = arguments.dropFirst(2).first.flatMap { Int($0) } ?? 8

let kernels: any Kernels = choice == "portable" ? PortableKernels() : StandardKernels.make()
let network = try referenceNetwork()
let compiled = try kernels.compile(network, batch: chunk)
let bench = LaneBench(compiled: compiled, network: network, lanes: lanes)

while readLine() != nil {
  let clock = ContinuousClock()
  let (start, processor) = (clock.now, processorSeconds())
  let rate = bench.picturesPerSecond(seconds: 1)
  let cores = (processorSeconds() - processor) / ((clock.now - start) / .seconds(1))
  let flops = rate * Double(network.multiplyAdds) * 2 / 1e9
  print(
    """
    {"name": "zoetrope \(kernels.name)", "lanes": \(lanes), "chunk": \(chunk), "pictures_per_second": \(rate), \
    "cores": \(cores), "gflops": \(flops), "workspace_bytes": \(compiled.workspaceBytes)}
    """)
  flush()
}
