/// A part of the values of a stream that costs something to compute and that not every stage reads, as the spread of a
/// distribution.
public struct Part: Hashable, Sendable {
  /// What it is called.
  public let name: String

  /// A part by its name.
  public init(_ name: String) { self.name = name }
}

extension Graph {
  /// The same graph, in which every stage knows which parts of its values no stage behind it reads.
  public func leavingOutUnread() -> Graph {
    var graph = self
    for node in nodes.indices {
      let readers = consumers(of: node).flatMap { nodes[$0.node].variants.map(\.stage.unread) }
      guard var unread = readers.first else { continue }
      for other in readers { unread.formIntersection(other) }
      if !unread.isEmpty { graph.leaveOut(unread, in: node) }
    }
    return graph
  }
}
