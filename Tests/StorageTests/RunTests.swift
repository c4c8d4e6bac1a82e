internal import Cleanup
@testable internal import Storage
internal import Testing

@Suite("Runs, outcomes and holds")
struct RunTests {
  @Test("One run is at work at a time, and the next starts when it has ended")
  func oneAtATime() async throws {
    try await withTenant { database in
      let users = try await Self.prepare(database)
      #expect(users.count == 4)
      let second = await #expect(throws: StorageError.self) {
        try await Self.start("r2", in: database)
      }
      #expect(second?.code == .conflict)
      let asked = try await database.write { (writer) throws(StorageError) in
        (
          try writer.requestCancel(ofRun: "r1", by: "me", at: day(3)),
          try writer.requestCancel(ofRun: "r1", by: "you", at: day(3))
        )
      }.value
      #expect(asked == (true, false))
      let ended = try await database.write { (writer) throws(StorageError) in
        try writer.finishRun("r1", state: .cancelled, at: day(3))
      }.value
      #expect(ended.state == .cancelled)
      #expect(ended.cancelledBy == "me")
      #expect(ended.endedAt == day(3))
      try await Self.start("r2", in: database)
      let (running, latest, count, list) = try await database.read {
        (reader) throws(StorageError) in
        (
          try reader.runningRun(), try reader.latestRun(), try reader.runCount(),
          try reader.runs(after: nil, limit: 1)
        )
      }
      #expect(running?.id == "r2")
      #expect(latest == running)
      #expect(count == 2)
      let next = try await database.read { (reader) throws(StorageError) in
        try reader.runs(after: list.next, limit: 1)
      }
      #expect(next.items.map(\.id) == ["r1"])
      #expect(next.next == nil)
    }
  }

  @Test("Each candidate gets one outcome, numbered in order, and leaves those who remain")
  func outcomes() async throws {
    try await withTenant { database in
      let users = try await Self.prepare(database)
      #expect(try await Self.remaining(in: database) == Array(users.dropFirst()))
      let stored = try await Self.append([users[2], users[1]], in: database)
      #expect(stored.map(\.sequence) == [1, 2])
      #expect(try await Self.remaining(in: database) == [users[3]])
      let twice = await #expect(throws: StorageError.self) {
        try await Self.append([users[3], users[1]], in: database)
      }
      #expect(twice?.code == .conflict)
      let last = try await Self.append([users[3]], result: .skipped, in: database)
      #expect(last.map(\.sequence) == [3])
      #expect(try await Self.remaining(in: database) == [])
      let (run, list, one) = try await database.read { (reader) throws(StorageError) in
        (
          try reader.run("r1"), try reader.outcomes(ofRun: "r1", after: 0, limit: 2),
          try reader.outcome(of: users[3], inRun: "r1")
        )
      }
      #expect((run?.counts.done, run?.counts.skipped) == (2, 1))
      #expect(list.items == stored)
      #expect(list.next == 2)
      #expect(one == last.first)
    }
  }

  @Test("What was cleaned lately is counted, and who is still held")
  func recentlyCleaned() async throws {
    try await withTenant { database in
      let users = try await Self.prepare(database)
      _ = try await Self.append(Array(users[1...2]), in: database)
      _ = try await database.write { (writer) throws(StorageError) in
        for user in users[1...2] {
          try writer.openHold(
            Hold(
              id: "\(user.rawValue)", user: user, effect: .deactivate, isWakeable: true,
              createdAt: day(3), runID: "r1"))
        }
        _ = try writer.closeHolds(of: users[1], because: .woken, at: day(3))
      }
      let (all, none) = try await database.read { (reader) throws(StorageError) in
        (try reader.recentlyCleaned(since: day(2)), try reader.recentlyCleaned(since: day(4)))
      }
      #expect(all == RecentlyCleaned(done: 2, stillHeld: 1))
      #expect(none == RecentlyCleaned(done: 0, stillHeld: 0))
    }
  }

  @Test("Effects say whether they changed anything, and giving back starts a grace period")
  func effects() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a", groups: ["g"])])
      let user = try await database.user("a").id
      let group = try await database.group("g").id
      let changed = try await database.write { (writer) throws(StorageError) in
        [
          try writer.setActive(true, of: user, at: day(2)),
          try writer.setActive(false, of: user, at: day(2)),
          try writer.setActive(false, of: user, at: day(2)),
          try writer.removeMembership(of: user, in: group),
          try writer.removeMembership(of: user, in: group),
        ]
      }.value
      #expect(changed == [false, true, false, true, false])
      #expect(try await database.user("a").reactivatedAt == nil)
      let back = try await database.write { (writer) throws(StorageError) in
        [
          try writer.addMembership(of: user, in: group, at: day(3)),
          try writer.addMembership(of: user, in: group, at: day(4)),
        ]
      }.value
      #expect(back == [true, false])
      #expect(try await database.user("a").reactivatedAt == day(3))
      let opened = try await database.write { (writer) throws(StorageError) in
        try writer.setActive(true, of: user, at: day(5))
      }.value
      #expect(opened)
      #expect(try await database.user("a").reactivatedAt == day(5))
    }
  }

  @Test("One hold of an effect is open at a time; closing takes those that are meant")
  func holds() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a", groups: ["g", "h"])])
      let user = try await database.user("a").id
      let groups = [try await database.group("g").id, try await database.group("h").id]
      let holds = [
        Hold(id: "1", user: user, effect: .deactivate, isWakeable: false, createdAt: day(1)),
        Hold(
          id: "2", user: user, effect: .removeFromGroup, group: groups[0], groupName: "g",
          isWakeable: true, createdAt: day(1)),
        Hold(
          id: "3", user: user, effect: .removeFromGroup, group: groups[1], groupName: "h",
          isWakeable: true, createdAt: day(1), runID: "r"),
      ]
      _ = try await database.write { (writer) throws(StorageError) in
        for hold in holds { try writer.openHold(hold) }
      }
      let second = await #expect(throws: StorageError.self) {
        try await database.write { (writer) throws(StorageError) in
          var again = holds[1]
          again.id = "4"
          try writer.openHold(again)
        }
      }
      #expect(second?.code == .conflict)
      #expect(try await Self.open(user, in: database) == holds)
      let closed = try await database.write { (writer) throws(StorageError) in
        try writer.closeHolds(of: user, group: groups[0], because: .restored, at: day(2))
      }.value
      #expect(closed == [holds[1]])
      let woken = try await database.write { (writer) throws(StorageError) in
        try writer.closeHolds(of: user, wakeableOnly: true, because: .woken, at: day(2))
      }.value
      #expect(woken == [holds[2]])
      #expect(try await Self.open(user, in: database) == [holds[0]])
    }
  }

  /// Four users of whom the last three are candidates of analysis `a`, and run `r1` at work on it.
  private static func prepare(_ database: TenantDatabase) async throws -> [UserID] {
    let users = try await AnalysisTests.users(4, in: database)
    try await AnalysisTests.analyze("a", users, in: database) { index in
      Verdict(
        reason: index == 0 ? .active : .inactive, lastActivity: .unknown, isActionable: index > 0)
    }
    try await start("r1", in: database)
    return users
  }

  private static func start(_ id: String, in database: TenantDatabase) async throws {
    let policy = try await AnalysisTests.policy(in: database)
    let run = Run(
      id: id, startedBy: "me", startedAt: day(3), analysisID: "a", policy: policy, candidates: 3)
    _ = try await database.write { (writer) throws(StorageError) in try writer.createRun(run) }
  }

  private static func append(
    _ users: [UserID], result: Outcome.Result = .done, in database: TenantDatabase
  ) async throws -> [Outcome] {
    let outcomes = users.map { user in
      Outcome(
        user: user, directory: "users", externalID: "u", username: "U", result: result,
        code: result == .done ? nil : .verdict(.active), effect: .deactivate, time: day(3),
        lastActivity: .known(ActivitySignal(kind: .session, source: "s", time: day(1))))
    }
    return try await database.write { (writer) throws(StorageError) in
      var stored = outcomes
      try writer.appendOutcomes(&stored, toRun: "r1")
      return stored
    }.value
  }

  private static func remaining(in database: TenantDatabase) async throws -> [UserID] {
    var all: [UserID] = []
    var last: UserID?
    while true {
      let page = try await database.read { [last] (reader) throws(StorageError) in
        try RunCandidates(ofRun: "r1", directories: reader.directories(), in: reader)
          .next(in: UserRange(after: last), limit: 2)
      }
      all += page.map(\.user)
      last = page.last?.user
      if page.count < 2 { return all }
    }
  }

  private static func open(
    _ user: UserID, in database: TenantDatabase
  ) async throws -> [Hold] {
    try await database.read { (reader) throws(StorageError) in try reader.openHolds(of: user) }
  }
}
