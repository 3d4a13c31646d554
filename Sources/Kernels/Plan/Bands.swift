/// How a stretch of steps computes a large item some rows at a time: in each band every step goes on by a few rows, as far
/// as those that it reads are there, so that of a value between steps only a window of rows is in memory, and no row is
/// computed twice.
struct Bands: Sendable, Equatable {
  /// One round through the steps.
  struct Band: Sendable, Equatable {
    /// What is kept of a value's window: rows that move to its start.
    var moves: [Move] = []
    /// For each step, the rows that it computes.
    var rows: [Range<Int>] = []
    /// For each value, the row that its window starts with.
    var origins: [Int: Int] = [:]
  }

  /// Rows of a window that come to stand at its start.
  struct Move: Sendable, Equatable {
    let value: Int
    /// The place of the first in the window.
    let from: Int
    let count: Int
  }

  /// A step, as far as rows are concerned.
  struct Stage {
    let step: any BandStep
    /// The numbers of the value that it reads and of the one it writes; nil for the caller's.
    let source: Int?
    let target: Int?
  }

  private(set) var bands: [Band] = []
  /// For each value, the most rows of it that are needed at a time.
  private(set) var windows: [Int: Int] = [:]

  /// - Parameters:
  ///   - local: the values of which a window is enough; the others are kept whole.
  ///   - rows: how many rows of the highest value a band goes on by.
  init(_ stages: [Stage], local: Set<Int>, rows: Int) {
    let highest = stages.map(\.step.height).max() ?? 0
    let count = max(1, (highest + rows - 1) / rows)
    var done = [Int](repeating: 0, count: stages.count)
    var origins: [Int: Int] = [:]
    var round = 0
    while done != stages.map(\.step.height) {
      round += 1
      let goal = Bands.goals(stages, done, round: round, of: count)
      guard goal != done else {
        precondition(round < count, "no step can go on at \(done)")
        continue
      }
      var band = Band(rows: zip(done, goal).map { $0..<$1 })
      for value in local.sorted() {
        let there = Bands.rows(of: value, stages, done)
        let first = Bands.firstNeeded(of: value, stages, done) ?? there
        if let old = origins[value], old < first, first < there {
          band.moves.append(Move(value: value, from: first - old, count: there - first))
        }
        origins[value] = first
        windows[value] = max(windows[value] ?? 0, Bands.rows(of: value, stages, goal) - first)
      }
      band.origins = origins
      bands.append(band)
      done = goal
    }
  }

  /// How far each step goes: as far as the rows that it reads are there, but no faster than all others, so that no window
  /// fills up.
  private static func goals(_ stages: [Stage], _ done: [Int], round: Int, of count: Int) -> [Int] {
    var goals = done
    for (index, stage) in stages.enumerated() {
      let step = stage.step
      func whole(_ rows: Int) -> Int { (rows + step.rowsAtOnce - 1) / step.rowsAtOnce * step.rowsAtOnce }
      func there(_ value: Int?) -> Int? {
        stages.indices.filter { value != nil && $0 < index && stages[$0].target == value }.map { goals[$0] }.min()
      }
      let share = whole(min(step.height, (step.height * round + count - 1) / count))
      var goal = min(step.height, share, done[index] + whole((step.height + count - 1) / count))
      let (source, target) = (there(stage.source), there(stage.target))
      func isReady(_ goal: Int) -> Bool {
        goal <= target ?? goal && (source.map { step.sourceRows(0..<goal).upperBound <= $0 } ?? true)
      }
      while goal > done[index], !isReady(goal) { goal = (goal - 1) / step.rowsAtOnce * step.rowsAtOnce }
      goals[index] = max(done[index], goal)
    }
    return goals
  }

  /// How many rows of a value there are.
  private static func rows(of value: Int, _ stages: [Stage], _ done: [Int]) -> Int {
    zip(stages, done).filter { $0.0.target == value }.map(\.1).max() ?? 0
  }

  /// The first row of a value that a step has still to read or to change; nil if all is done.
  private static func firstNeeded(of value: Int, _ stages: [Stage], _ done: [Int]) -> Int? {
    zip(stages, done).flatMap { stage, done -> [Int] in
      guard done < stage.step.height else { return [] }
      let next = done..<min(done + stage.step.rowsAtOnce, stage.step.height)
      let read = stage.source == value ? [stage.step.sourceRows(next).lowerBound] : []
      return read + (stage.target == value ? [done] : [])
    }.min()
  }
}
