import Dataflow
import Tensors
import Testing

@testable import Stages

@Suite("interpolate")
struct InterpolateTests {
  private func listing(_ keys: String..., source: Int = 0) -> PortListing {
    PortListing(ids: keys.map { ItemID(key: $0) }, sources: [source])
  }

  private func summary(_ groups: [Group]) -> [String] {
    groups.map { group in
      group.members.map { "\($0.port):\($0.position)" }.joined(separator: " ") + " "
        + group.outputs.map(\.description).joined(separator: " ")
    }
  }

  @Test("goes from each item to the next")
  func consecutive() throws {
    let groups = try Interpolate(steps: 2).groups(of: [listing("a.png", "f/b.png", "c.png")])
    #expect(
      summary(groups) == [
        "0:0 0:1 a~b.png (t 0) a~b.png (t 1)", "0:1 0:2 f/b~c.png (t 0) f/b~c.png (t 1)",
      ])
  }

  @Test("goes in pairs, and counts them")
  func pairs() throws {
    let stage = Interpolate(steps: 2, ends: .pairs)
    #expect(
      try stage.groups(of: [listing("a", "b", "c", "d")]).map { $0.members.map(\.position) } == [[0, 1], [2, 3]])
    #expect(throws: InterpolationError.odd(3)) { try stage.groups(of: [listing("a", "b", "c")]) }
    #expect(throws: InterpolationError.tooFew([ItemID(key: "a")])) { try stage.groups(of: [listing("a")]) }
  }

  @Test("never mixes the places of a sweep")
  func sweep() throws {
    let ids = ["a", "b"].flatMap { key in [1.0, 2].map { ItemID(key: key, coordinates: [Coordinate("s", $0)]) } }
    let groups = try Interpolate(steps: 2).groups(of: [PortListing(ids: ids, sources: [0])])
    #expect(summary(groups) == ["0:0 0:2 a~b (s 1, t 0) a~b (s 1, t 1)", "0:1 0:3 a~b (s 2, t 0) a~b (s 2, t 1)"])
  }

  @Test("between two inputs takes the first one's keys")
  func twoInputs() throws {
    let groups = try Interpolate(steps: 2).groups(of: [listing("a", "b"), listing("x", "y", source: 1)])
    #expect(summary(groups) == ["0:0 1:0 a (t 0) a (t 1)", "0:1 1:1 b (t 0) b (t 1)"])
  }

  @Test("gives as many latents as steps, evenly, and refuses opposite ends on an arc")
  func combine() throws {
    let run = RunContext(stage: "interpolate", seed: 0)
    func item(_ key: String, _ values: [Float]) -> Item<Latent> {
      Item(id: ItemID(key: key), position: 0, value: Latent(Tensor([2], values)))
    }
    let (a, b) = (item("a", [0, 2]), item("b", [4, 0]))
    let made = try Interpolate(steps: 5).combine([a, b], into: [], run).map(\.tensor.elements)
    #expect(made == [[0, 2], [1, 1.5], [2, 1], [3, 0.5], [4, 0]])
    #expect {
      try Interpolate(path: .spherical).combine([a, item("c", [0, -1])], into: [], run)
    } throws: {
      "\($0)" == "the latents of a and c are opposite, so there is no one arc between them; use path: linear"
    }
  }
}
