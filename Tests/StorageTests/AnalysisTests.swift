internal import Cleanup
@testable internal import Storage
internal import Testing

@Suite("Analyses")
struct AnalysisTests {
  @Test("An analysis shows when it is complete, with what was stored")
  func complete() async throws {
    try await withTenant { database in
      let users = try await Self.users(3, in: database)
      let policy = try await Self.policy(in: database)
      let signal = ActivitySignal(
        kind: .directoryReport, source: "ldap", time: day(1), granularitySeconds: 14 * 86_400)
      let verdicts = [
        Verdict(
          reason: .groupExcluded, lastActivity: .unknown, groupPath: ["a", "b"], rule: "b"),
        Verdict(
          reason: .inactive, lastActivity: .known(signal), isActionable: true, factTime: day(3)),
        Verdict(reason: .neverLoggedIn, lastActivity: .never),
      ]
      let handle = try await database.write { (writer) throws(StorageError) in
        let handle = try writer.beginAnalysis(
          AnalysisDraft(id: "1", policy: policy, createdAt: day(2), createdBy: "me"))
        try writer.appendVerdicts(Array(zip(users, verdicts)), to: handle)
        return handle
      }.value
      let before = try await database.read { (reader) throws(StorageError) in
        (
          try reader.analysis("1"), try reader.latestAnalysis(),
          try reader.verdict(of: users[0], inAnalysis: "1")
        )
      }
      #expect(before.0 == nil && before.1 == nil && before.2 == nil)
      var tally = AnalysisTally(directories: ["users"])
      for verdict in verdicts { tally.count(verdict, inDirectoryAt: 0) }
      let stored = try await database.write { [tally] (writer) throws(StorageError) in
        try writer.completeAnalysis(handle, tally: tally)
      }.value
      #expect(stored.tally == tally)
      #expect(stored.policy == policy)
      let after = try await database.read { (reader) throws(StorageError) in
        var found: [Verdict?] = []
        for user in users { found.append(try reader.verdict(of: user, inAnalysis: "1")) }
        return (try reader.latestAnalysis(), found)
      }
      #expect(after.0 == stored)
      #expect(after.1 == verdicts)
    }
  }

  @Test("Pages of verdicts are whole and in order, under every filter", arguments: [1, 4, 100])
  func pages(limit: Int) async throws {
    try await withTenant { database in
      let users = try await Self.users(12, in: database)
      try await Self.analyze("1", users, in: database) { index in
        let activities: [LastActivity] = [
          .never, .unknown, .known(ActivitySignal(kind: .session, source: "s", time: day(-index))),
        ]
        return Verdict(
          reason: index < 4 ? .active : index < 8 ? .inactive : .neverLoggedIn,
          lastActivity: activities[index % 3], isActionable: true)
      }
      let filters: [(VerdictFilter, Int)] = [
        (VerdictFilter(), 12), (VerdictFilter(isCandidate: true), 8),
        (VerdictFilter(isCandidate: false), 4), (VerdictFilter(reason: .inactive), 4),
        (VerdictFilter(text: "1"), 3), (VerdictFilter(directory: "other"), 0),
      ]
      for (filter, count) in filters {
        for order in [VerdictOrder.lastActivity, .username] {
          let walked = try await walk { (cursor: VerdictCursor?) in
            try await database.read { (reader) throws(StorageError) in
              try reader.verdicts(
                ofAnalysis: "1", filter, order: order, after: cursor, limit: limit)
            }
          }
          #expect(walked.count == count)
          let keys = walked.map { Self.key($0, order) }
          #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
          #expect(Set(walked.map(\.user)).count == count)
        }
      }
    }
  }

  @Test(
    "Pages come from an index, without sorting",
    arguments: [
      (VerdictOrder.lastActivity, "SEARCH c USING PRIMARY KEY"), (.username, "users_by_key"),
    ])
  func plan(_ order: VerdictOrder, index: String) async throws {
    try await withTenant { database in
      var query = VerdictQuery(analysis: 1, VerdictFilter(isCandidate: true, directory: "users"))
      query.page(order, after: nil)
      let sql = query.sql
      let plan = try await database.read { (reader) throws(StorageError) in
        try reader.connection.all("EXPLAIN QUERY PLAN \(sql)", 1, "users", 50) { $0.text(3) }
      }
      #expect(plan.contains { $0.contains(index) }, "\(plan)")
      #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }
  }

  @Test("Five analyses keep their verdicts, and that of a run at work does besides")
  func pruning() async throws {
    try await withTenant { database in
      let users = try await Self.users(3, in: database)
      for number in 1...8 {
        try await Self.analyze("\(number)", users, in: database) { _ in
          Verdict(reason: .inactive, lastActivity: .never, isActionable: true)
        }
        if number == 1 {
          let policy = try await Self.policy(in: database)
          _ = try await database.write { (writer) throws(StorageError) in
            try writer.createRun(
              Run(
                id: "r", startedBy: "me", startedAt: day(2), analysisID: "1", policy: policy,
                candidates: 3))
          }
        }
      }
      try await database.prune(at: day(3))
      #expect(try await Self.kept(in: database) == ["1", "4", "5", "6", "7", "8"])
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.finishRun("r", state: .cancelled, at: day(2))
      }
      try await database.prune(at: day(3))
      #expect(try await Self.kept(in: database) == ["4", "5", "6", "7", "8"])
      let (rows, old) = try await database.read { (reader) throws(StorageError) in
        (try reader.connection.number("SELECT count(*) FROM verdicts"), try reader.analysis("1"))
      }
      #expect(rows == 15)
      #expect(old?.tally.candidates == 3, "counts stay")
      let gone = await #expect(throws: StorageError.self) {
        try await database.read { (reader) throws(StorageError) in
          try reader.verdicts(
            ofAnalysis: "1", VerdictFilter(), order: .username, after: nil, limit: 1)
        }
      }
      #expect(gone?.code == .notFound)
    }
  }

  @Test("Pruning gives back the space of an analysis that was given up")
  func discarded() async throws {
    try await withTenant { database in
      let users = try await Self.users(1000, in: database)
      let policy = try await Self.policy(in: database)
      _ = try await database.write { (writer) throws(StorageError) in
        let handle = try writer.beginAnalysis(
          AnalysisDraft(id: "1", policy: policy, createdAt: day(2), createdBy: "me"))
        let verdict = Verdict(reason: .inactive, lastActivity: .never, rule: "some rule")
        try writer.appendVerdicts(users.map { ($0, verdict) }, to: handle)
        try writer.discardAnalysis(handle)
      }
      let pages = { () async throws -> Int64 in
        try await database.read { (reader) throws(StorageError) in
          try reader.connection.number("PRAGMA page_count")
        }
      }
      let before = try await pages()
      try await database.prune(at: day(3))
      #expect(try await pages() < before)
    }
  }

  static func users(_ count: Int, in database: TenantDatabase) async throws -> [UserID] {
    try await database.importUsers((0..<count).map { .test("u\($0)") })
    return try await database.read { (reader) throws(StorageError) in
      var ids: [UserID] = []
      try reader.forEachUser { (facts) throws(StorageError) in ids.append(facts.id) }
      return ids
    }
  }

  static func policy(in database: TenantDatabase) async throws -> StoredPolicy {
    try await database.write { (writer) throws(StorageError) in
      if let policy = try writer.reader.policy() { return policy }
      return try writer.putPolicy(
        Policy(action: .deactivate, inactiveAfterDays: 90), by: "me", at: day(1))
    }.value
  }

  static func analyze(
    _ id: String, _ users: [UserID], in database: TenantDatabase,
    _ verdict: @Sendable (Int) -> Verdict
  ) async throws {
    let policy = try await policy(in: database)
    _ = try await database.write { (writer) throws(StorageError) in
      let handle = try writer.beginAnalysis(
        AnalysisDraft(id: id, policy: policy, createdAt: day(2), createdBy: "me"))
      var tally = AnalysisTally(directories: ["users"])
      let verdicts = users.indices.map { (user: users[$0], verdict: verdict($0)) }
      for entry in verdicts { tally.count(entry.verdict, inDirectoryAt: 0) }
      try writer.appendVerdicts(verdicts, to: handle)
      _ = try writer.completeAnalysis(handle, tally: tally)
    }
  }

  private static func kept(in database: TenantDatabase) async throws -> [String] {
    try await database.read { (reader) throws(StorageError) in
      var kept: [String] = []
      for number in 1...8 where try reader.analysis("\(number)")?.keepsVerdicts == true {
        kept.append("\(number)")
      }
      return kept
    }
  }

  /// What a list in an order must ascend by.
  private static func key(_ verdict: UserVerdict, _ order: VerdictOrder) -> [String] {
    let activity = StoredActivity(verdict.verdict.lastActivity)
    let time = String(activity.time + (1 << 60))
    return switch order {
    case .lastActivity: [String(activity.rank), time]
    case .username: [Username.key(verdict.username)]
    }
  }
}
