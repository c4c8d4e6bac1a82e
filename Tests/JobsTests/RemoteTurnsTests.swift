internal import Cleanup
@testable internal import Jobs
internal import Storage
internal import Testing

@Suite("Turns at users of remote directories")
struct RemoteTurnsTests {
  /// What tasks tell of their work.
  private actor Watch {
    private var atWork: Set<Int64> = []
    private(set) var ended: [String] = []

    /// Notes that work on users begins; false when somebody else is at work on one of them.
    func begin(_ users: Set<Int64>) -> Bool {
      defer { atWork.formUnion(users) }
      return atWork.isDisjoint(with: users)
    }

    func end(_ users: Set<Int64>, _ name: String) {
      atWork.subtract(users)
      ended.append(name)
    }
  }

  private let turns = RemoteTurns()
  private let tenant = TenantID.random()
  private let watch = Watch()

  private func keys(_ users: Set<Int64>) -> Set<RemoteTurns.Key> {
    Set(users.map { RemoteTurns.Key(tenant: tenant, user: UserID(rawValue: $0)) })
  }

  private func work(on users: Set<Int64>, _ name: String = "") async {
    await turns.take(keys(users))
    #expect(await watch.begin(users))
    await Task.yield()
    await watch.end(users, name)
    turns.release(keys(users))
  }

  @Test("Nobody is worked on twice at once, and everybody has a turn")
  func exclusion() async {
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        let users = Set((0..<3).map { Int64((number * 7 + $0 * 5) % 11) })
        group.addTask { await work(on: users) }
      }
    }
    #expect(await watch.ended.count == 200)
  }

  @Test("Whoever came first is not overtaken by those who want a part of the same")
  func order() async {
    await turns.take(keys([1]))
    async let both: Void = work(on: [1, 2], "both")
    while !turns.isAwaited(keys([2])) { await Task.yield() }
    async let one: Void = work(on: [2], "one")
    await Task.yield()
    turns.release(keys([1]))
    _ = await (both, one)
    #expect(await watch.ended == ["both", "one"])
  }
}
