/// What to tell a user about a syntax error: libyaml says what its grammar expected, this says what to change.
struct YAMLAdvice {
  var message: String
  var mark: Mark?
  var length = 1
  var notes: [Diagnostic.Note] = []

  init(_ problem: YAMLProblem, in file: SourceFile) {
    let place = problem.mark ?? .start
    let line = Array(file.line(place.line).unicodeScalars)
    let here = line.dropFirst(place.column - 1).first
    let before = place.column > 1 ? line.dropFirst(place.column - 2).first : nil
    self.init("cannot read this as YAML: \(problem.problem)")
    if before == "$", here == "{" {
      self.init(unquotedParameterAt: place, in: line)
    } else if before == "}", here != nil, !problem.problem.hasPrefix("mapping values") {
      self.init("text with { or } in it is read as a mapping; put quotes around it")
    } else {
      reword(problem, here: here)
    }
  }

  private init(_ message: String) { self.message = message }

  private init(unquotedParameterAt brace: Mark, in line: [Unicode.Scalar]) {
    let start = brace.column - 2
    let end = line[start...].firstIndex(of: "}") ?? line.count - 1
    let text = String(String.UnicodeScalarView(line[start...end]))
    self.init("put quotes around it: \"\(text)\" (a { without quotes begins a mapping)")
    mark = Mark(line: brace.line, column: start + 1)
    length = end - start + 1
  }

  private mutating func reword(_ problem: YAMLProblem, here: Unicode.Scalar?) {
    switch problem.problem {
    case "found character that cannot start any token":
      message = here == "\t" ? Self.tab : "text cannot begin with \(Self.quoted(here)); put quotes around it"
    case let tab where tab.contains("tab character"): message = Self.tab
    case "mapping values are not allowed in this context":
      message = "a ':' cannot stand here; check the indentation, or put quotes around text with ': ' in it"
    case "could not find expected ':'":
      message = "there is no ':' after this key; write \"key: value\""
      mark = problem.contextMark
    case "found unexpected end of stream" where problem.context.contains("quoted scalar"):
      message = "the quotation mark is never closed"
      mark = problem.contextMark
    case "found unknown escape character", "did not find expected hexdecimal number":
      message = "unknown escape; write \\\\ for a backslash, or use single quotes"
    case "block sequence entries are not allowed in this context":
      message = "a list item cannot begin here; begin the list on its own line"
    case "did not find expected alphabetic or numeric character":
      message = "text cannot begin with * or &; put quotes around it"
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      rewordFlow(problem, here: here)
    case "did not find expected key": message = "a key is expected here; check the indentation"
    case "did not find expected '-' indicator":
      message = "a list item (\"- \") is expected here; check the indentation"
    case "did not find expected node content":
      message = here == nil ? "the file ends where a value is expected" : "a value is missing here"
    case "did not find expected <document start>": message = "the file should end here; check the indentation"
    default: if !problem.context.isEmpty { message += " \(problem.context)" }
    }
  }

  private mutating func rewordFlow(_ problem: YAMLProblem, here: Unicode.Scalar?) {
    let isMapping = problem.problem.hasSuffix("'}'")
    let (open, close) = isMapping ? ("{", "}") : ("[", "]")
    message = "',' or '\(close)' is expected here"
    if here == nil {
      message = "the '\(open)' is never closed"
      mark = problem.contextMark
    } else if let opened = problem.contextMark {
      notes = [.init("the '\(open)' is here", mark: opened)]
    }
  }

  private static let tab = "a tab cannot indent YAML; use spaces"

  private static func quoted(_ scalar: Unicode.Scalar?) -> String { scalar.map { "'\($0)'" } ?? "this character" }
}
