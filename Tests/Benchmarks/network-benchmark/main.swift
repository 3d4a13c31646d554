// Measures the network of the 64 × 64 reference model: pictures a second through encoder and decoder.
//
//   network-benchmark [kernels] [lanes] [chunk]        kernels: standard | portable
//
// For every line on standard input it measures for about a second and prints one line of JSON; network-peers.py uses
// that to take turns with other libraries. The weights are noise: the speed does not depend on them. Operations are those
// of the network's definition; a plain matrix product beside it says what the machine can do.

import Dispatch
import Zoetrope

let arguments = CommandLine.arguments.dropFirst()
let choice = arguments.first ?? "standard"
let lanes = arguments.dropFirst().first.flatMap { Int($0) } ?? 2
let chunk = arguments.dropFirst(2).first.flatMap { Int($0) } ?? 32

let kernels: any Kernels = choice == "portable" ? PortableKernels() : StandardKernels.make()
let network = try referenceNetwork()
let compiled = try kernels.compile(network, batch: chunk)
let bench = LaneBench(compiled: compiled, network: network, lanes: lanes)

let product = try plainProduct()
let productBench = LaneBench(compiled: try kernels.compile(product, batch: 256), network: product, lanes: lanes)

/// A bench's rate on the cores it got, and what it would be had it got one for every lane, in 10⁹ operations a second.
func measure(_ bench: LaneBench, seconds: Double) -> (rate: Double, cores: Double, gflops: Double) {
  let clock = ContinuousClock()
  let (start, processor) = (clock.now, processorSeconds())
  let rate = bench.picturesPerSecond(seconds: seconds)
  let cores = (processorSeconds() - processor) / ((clock.now - start) / .seconds(1))
  return (rate, cores, rate / cores * Double(lanes) * Double(bench.network.multiplyAdds) * 2 / 1e9)
}

while readLine() != nil {
  let peak = measure(productBench, seconds: 0.2)
  let network = measure(bench, seconds: 1)
  print(
    """
    {"name": "zoetrope \(kernels.name)", "lanes": \(lanes), "chunk": \(chunk), \
    "pictures_per_second": \(network.rate), "cores": \(network.cores), \
    "gflops_had_it_had_all_cores": \(network.gflops), "gflops_of_a_plain_product": \(peak.gflops), \
    "workspace_bytes": \(compiled.workspaceBytes)}
    """)
  flush()
}
