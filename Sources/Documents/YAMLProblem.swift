internal import CYAML

/// Why libyaml cannot read on, in its own words.
struct YAMLProblem: Error {
  /// Such as "did not find expected ',' or '}'".
  var problem: String
  var mark: Mark?
  /// Such as "while parsing a flow mapping".
  var context: String
  var contextMark: Mark?
  /// The byte that is no YAML character, if that is the problem.
  var offset: Int?

  init(_ parser: yaml_parser_t) {
    problem = parser.problem.map { String(cString: $0) } ?? "out of memory"
    context = parser.context.map { String(cString: $0) } ?? ""
    mark = Mark(parser.problem_mark)
    contextMark = context.isEmpty ? nil : Mark(parser.context_mark)
    if parser.error == YAML_READER_ERROR {
      offset = parser.problem_offset
      mark = nil
    } else if parser.error == YAML_MEMORY_ERROR {
      mark = nil
    }
  }
}

extension YAMLProblem {
  /// The problem in words that tell a writer of recipes what to do.
  func diagnostic(in file: SourceFile) -> Diagnostic {
    if let offset {
      return Diagnostic(
        "control characters are not allowed; remove this one", file: file, mark: file.mark(afterUTF8: offset))
    }
    let advice = YAMLAdvice(self, in: file)
    // libyaml counts one line more where the text ends without a line end.
    let place = (advice.mark ?? mark).map { min($0, file.end) }
    return Diagnostic(
      advice.message, file: file, mark: place, length: advice.length, notes: advice.notes)
  }
}
