/// The memory of one lane for one plan.
final class PlanWorkspace: Workspace {
  private let plan: Plan
  private let arena: UnsafeMutableRawBufferPointer

  init(_ plan: Plan) {
    self.plan = plan
    arena = LargeMemory.allocate(byteCount: plan.workspaceBytes)
    arena.initializeMemory(as: Float.self, repeating: 0)
  }

  deinit { arena.deallocate() }

  func run(_ inputs: [UnsafeBufferPointer<Float>], _ outputs: [UnsafeMutableBufferPointer<Float>], count: Int) throws {
    guard let memory = arena.bindMemory(to: Float.self).baseAddress else { return }
    try plan.run(inputs, outputs, count: count, arena: memory)
  }
}
