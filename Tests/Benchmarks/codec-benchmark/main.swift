// Measures the codec of a folder job: pictures a second through read, decode, encode, fsync and rename.
//
//   codec-benchmark INPUT OUTPUT [threads] [level]      INPUT: a folder of PNGs; OUTPUT: a folder that is made
//
// Prints one line of JSON.

import Dispatch
import Zoetrope

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2 else {
  print("codec-benchmark INPUT OUTPUT [threads] [level]")
  throw FileError(Path("INPUT"), .read, .notFound)
}
let rest = arguments.dropFirst(2).compactMap { Int($0) }
let codec = Codec(
  input: Path(arguments[1]), output: Path(arguments[2]), threads: rest.first ?? 2, level: rest.dropFirst().first ?? 1)

let clock = ContinuousClock()
let start = clock.now
let count = try codec.run()
let seconds = (clock.now - start) / .seconds(1)
print(
  """
  {"name": "codec", "threads": \(codec.threads), "pictures": \(count), "seconds": \(seconds), \
  "pictures_per_second": \(Double(count) / seconds)}
  """)
