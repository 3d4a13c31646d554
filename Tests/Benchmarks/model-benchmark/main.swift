// Measures a model folder: pictures a second through encoder and decoder, and the most memory of the process.
//
//   model-benchmark MODEL SIDE BATCH [lanes] [seconds]
//
// Each lane encodes and decodes its share of a batch of pictures of SIDE × SIDE pixels, again and again; what is printed is
// one line of JSON: {"rate": pictures a second, "peak": MB}. large-peers.py takes turns with it.

import Dispatch
import Synchronization
import Zoetrope

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3, let side = Int(arguments[2]), let batch = Int(arguments[3]) else {
  fatalError("model-benchmark MODEL SIDE BATCH [lanes] [seconds]")
}
let lanes = arguments.count > 3 ? Int(arguments[4]) ?? 2 : 2
let seconds = arguments.count > 4 ? Double(arguments[5]) ?? 3 : 3
let model = try Models.load(arguments[1])
let share = (batch + lanes - 1) / lanes

/// A lane's share of a batch, encoded and decoded.
@Sendable func compute(_ pictures: [Tensor]) throws -> Int {
  let latents = try model.encode(pictures, spread: false).map { try $0.get().mean }
  return try model.decode(latents, spread: false).map { try $0.get() }.count
}

let clock = ContinuousClock()
let rates = Mutex(0.0)
DispatchQueue.concurrentPerform(iterations: lanes) { lane in
  let pictures = (0..<share).map { number in
    Tensor([3, side, side], (0..<3 * side * side).map { Float(($0 * 7 + number * 13 + lane) % 256) / 255 })
  }
  _ = try? compute(pictures)
  let start = clock.now
  var count = 0
  while clock.now - start < .seconds(seconds) { count += (try? compute(pictures)) ?? 0 }
  let rate = Double(count) / ((clock.now - start) / .seconds(1))
  rates.withLock { $0 += rate }
}
print("{\"rate\": \(rates.withLock { $0 }), \"peak\": \(peakMegabytes())}")

/// The most memory that the process has had, in MB.
func peakMegabytes() -> Int {
  guard let status = try? readFile(Path("/proc/self/status"), limit: 1 << 16) else { return 0 }
  let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM") }
  return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
}
