import Dataflow

/// The parts of the page that are numbers and names.
enum PageSummary {
  /// As `898 of 900 pictures written in 12.4 s, 72/s; 2 failed`.
  static func outcome(_ outcome: ReportOutcome) -> String {
    let report = outcome.report
    var text = "\(report.written)"
    if let wanted = outcome.wanted, wanted != report.written { text += " of \(wanted)" }
    text += " \(report.written == 1 && outcome.wanted ?? 1 == 1 ? "output" : "outputs") written"
    text += " in \(rounded(outcome.seconds)) s"
    if outcome.seconds > 0.05, report.written > 0 {
      text += ", \(rounded(Double(report.written) / outcome.seconds))/s"
    }
    if !report.failures.isEmpty { text += "; \(report.failures.count) failed" }
    if report.wasCancelled { text += "; interrupted before the end" }
    if let stop = report.stop { text += "; stopped: \(stop)" }
    return text
  }

  static func facts(_ subject: ReportSubject) -> String {
    let facts = [("recipe", subject.file), ("model", subject.model), ("seed", String(subject.seed))]
    return "<dl>"
      + facts.filter { !$0.1.isEmpty }.map { "<div><dt>\($0.0)</dt><dd>\(Markup.escaped($0.1))</dd></div>" }.joined()
      + "</dl>"
  }

  static func failures(_ report: RunReport) -> String {
    guard !report.failures.isEmpty else { return "" }
    let rows = report.failures.map { [$0.source, $0.stage, $0.reason] }
    return "<section>\n<h2>Failures</h2>\n" + table(["input", "stage", "reason"], rows) + "\n</section>"
  }

  static func parameters(_ subject: ReportSubject) -> String {
    guard !subject.parameters.isEmpty else { return "" }
    return table(["parameter", "value", "from"], subject.parameters.map { [$0.name, $0.value, $0.origin] })
  }

  /// The lanes' time of each stage, and how fast one lane of it is.
  static func times(_ outcome: ReportOutcome) -> String {
    let times = outcome.report.stageTimes.map { (time: $0, seconds: seconds($0.duration)) }
    let longest = max(times.map(\.seconds).max() ?? 0, 1e-9)
    let rows = times.map { entry in
      let rate = entry.seconds > 0 ? "\(rounded(Double(entry.time.items) / entry.seconds))/s" : ""
      let share = Int((entry.seconds / longest * 100).rounded())
      return "<tr><td>\(Markup.escaped(entry.time.stage))</td><td>\(entry.time.items)</td>"
        + "<td>\(rounded(entry.seconds)) s</td><td>\(rate)</td>"
        + "<td class=\"bar\"><i style=\"width:\(share)%\"></i></td></tr>"
    }
    return "<table class=\"times\"><thead><tr><th>stage</th><th>items</th><th>lane time</th><th>a lane's rate</th>"
      + "<th></th></tr></thead><tbody>\(rows.joined())</tbody></table>"
      + "<p class=\"remark\">Lanes work side by side: their times add up to more than the run took.</p>"
  }

  private static func table(_ titles: [String], _ rows: [[String]]) -> String {
    func cells(_ tag: String, _ texts: [String]) -> String {
      "<tr>" + texts.map { "<\(tag)>\(Markup.escaped($0))</\(tag)>" }.joined() + "</tr>"
    }
    return "<table><thead>\(cells("th", titles))</thead><tbody>\(rows.map { cells("td", $0) }.joined())</tbody></table>"
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// Two or three digits that count.
  static func rounded(_ number: Double) -> String {
    if number >= 100 { return String(Int(number.rounded())) }
    let hundredths = Int((number * 100).rounded())
    if number >= 10 { return "\(hundredths / 100).\(hundredths % 100 / 10)" }
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
