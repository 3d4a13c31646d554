import Dataflow
import Files

/// Writes encoded pictures into files of their own, several together, as a disk likes it.
struct PictureFiles {
  let existing: AtomicFile.Existing
  /// Encodes what goes into a file.
  let encode: (SinkOutput) throws -> [UInt8]
  /// Hears of every file that is written.
  let wrote: (SinkOutput, [UInt8]) -> Void

  /// From so many bytes on, no more files are put together: large ones gain nothing by it, and would only need memory.
  private static let bytesTogether = 8 << 20

  /// What became of each output, in their order. A full disk stops the run.
  func write(_ outputs: [SinkOutput]) -> [Result<Void, any Error>] {
    var results: [Result<Void, any Error>] = []
    while results.count < outputs.count {
      var drafts: [Result<AtomicFile.Draft, any Error>] = []
      var bytes = 0
      for output in outputs[results.count...] where bytes < Self.bytesTogether {
        let draft = Result { AtomicFile.Draft(try encode(output), to: Path(output.destination.path)) }
        bytes += (try? draft.get().bytes.count) ?? 0
        drafts.append(draft)
      }
      results += write(drafts, outputs[results.count...])
    }
    return results
  }

  private func write(
    _ drafts: [Result<AtomicFile.Draft, any Error>], _ outputs: ArraySlice<SinkOutput>
  ) -> [Result<Void, any Error>] {
    var files = AtomicFile.write(drafts.compactMap { try? $0.get() }, existing: existing).makeIterator()
    return zip(drafts, outputs).map { draft, output in
      draft.flatMap { draft in
        guard case .failure(let error) = files.next() else {
          wrote(output, draft.bytes)
          return .success(())
        }
        return .failure(error.reason == .diskFull ? StopRun(error) : error)
      }
    }
  }
}
