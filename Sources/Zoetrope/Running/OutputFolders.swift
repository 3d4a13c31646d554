import Dataflow
import Files

/// Finds out before the work begins that an output cannot be created.
enum OutputFolders {
  static func check(_ plan: Plan) throws(FileError) {
    var checked: Set<Path> = []
    for output in plan.outputs where output.destination != .standardOutput {
      let folder = Path(output.destination.path).parent
      if checked.insert(folder).inserted { try checkCreatable(in: folder) }
    }
  }
}
