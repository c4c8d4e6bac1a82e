internal import Cleanup
internal import TestSupport
internal import Testing

@Suite("Verdicts against a second writing of the rules")
struct OracleTests {
  @Test("Random users under random policies are judged as the naive rules judge them")
  func random() {
    var generator = SeededGenerator.printingSeed()
    var seen: [Reason: Int] = [:]
    var observed: [Reason: Int] = [:]
    for _ in 0..<600 {
      let world = RandomWorld.world(using: &generator)
      let policy = RandomWorld.policy(using: &generator)
      let oracle = NaiveOracle(policy: policy, world: world, now: Situation.now)
      let evaluator = evaluator(policy, world)
      for _ in 0..<10 {
        let user = RandomWorld.user(using: &generator)
        let verdict = evaluator.verdict(of: user)
        let expected = oracle.decide(user)
        seen[verdict.reason, default: 0] += 1
        if world.logins[user.directory] != nil { observed[verdict.reason, default: 0] += 1 }
        #expect(verdict.reason == expected.reason, "\(policy) \(world) \(user)")
        #expect(verdict.isActionable == expected.isActionable, "\(policy) \(world) \(user)")
        #expect(verdict.groupPath == expected.path, "\(policy) \(world) \(user)")
      }
    }
    // A generator that never reaches a rule would test nothing about it.
    #expect(Reason.allCases.filter { seen[$0] == nil } == [])
    let unobserved: [Reason] = [.neverLoggedIn, .neverLoggedInKept, .directoryIncomplete]
    #expect(
      Reason.allCases.filter { observed[$0] == nil && !unobserved.contains($0) }
        == [.directoryExcluded])
    #expect(unobserved.filter { observed[$0] != nil } == [])
  }

  private func evaluator(_ policy: Policy, _ world: NaiveOracle.World) -> Evaluator {
    let graph = GroupGraph(
      directories: world.directories.map {
        .init(
          id: $0.id, name: $0.name, isComplete: $0.isComplete, logins: world.logins[$0.id])
      },
      groups: world.groups.map { .init(id: $0.id, directory: $0.directory, name: $0.name) },
      edges: world.edges.map { .init(child: $0.child, parent: $0.parent) })
    return Evaluator(
      policy: policy, at: Situation.now, graph: graph, protected: world.protected)
  }
}
