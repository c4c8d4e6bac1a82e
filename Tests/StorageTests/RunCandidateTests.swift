internal import Cleanup
@testable internal import Storage
internal import TestSupport
internal import Testing

@Suite("Candidates of a run with their facts")
struct RunCandidateTests {
  @Test(
    "A block tells of each candidate what is told of the user alone, however many lie between",
    arguments: [1, 40])
  func facts(usersPerCandidate: Int) async throws {
    try await withTenant { database in
      let ids = try await Self.prepare(database, usersPerCandidate: usersPerCandidate)
      let found = try await database.read { (reader) throws(StorageError) in
        try RunCandidates(ofRun: "r", directories: reader.directories(), in: reader)
          .next(in: UserRange(after: nil), limit: 100)
      }
      #expect(found.map(\.user) == ids)
      for candidate in found {
        let (facts, holds) = try await database.read { (reader) throws(StorageError) in
          (try reader.facts(of: candidate.user), try reader.openHolds(of: candidate.user))
        }
        #expect(candidate.facts == facts)
        #expect(candidate.hasOpenHolds == !holds.isEmpty)
        #expect(candidate.directory == "users")
        #expect(candidate.facts?.groups.isEmpty == false)
        #expect(candidate.facts?.signals.isEmpty == false)
      }
      #expect(found.map(\.hasOpenHolds) == ids.indices.map { $0 % 2 == 0 })
    }
  }

  @Test("Somebody who is gone from the directory comes without facts")
  func vanished() async throws {
    try await withTenant { database in
      let ids = try await Self.prepare(database, usersPerCandidate: 1)
      try await database.importUsers([.test("u0", login: .at(day(1)), groups: ["g"])])
      let found = try await database.read { (reader) throws(StorageError) in
        try RunCandidates(ofRun: "r", directories: reader.directories(), in: reader)
          .next(in: UserRange(after: nil), limit: 100)
      }
      #expect(found.map(\.user) == ids)
      #expect(found.map { $0.facts != nil } == ids.indices.map { $0 == 0 })
      #expect(found.map(\.externalID) == ids.indices.map { "u\($0)" })
    }
  }

  /// Run `r` over candidates, every other of whom has an open hold; answers their rows.
  private static func prepare(
    _ database: TenantDatabase, usersPerCandidate step: Int
  ) async throws -> [UserID] {
    let count = 5 * step
    try await database.importUsers(
      (0..<count).map { .test("u\($0)", login: .at(day(1)), groups: ["g", "h\($0 % 3)"]) })
    var all: [UserID] = []
    for number in 0..<count { all.append(try await database.user("u\(number)").id) }
    try await AnalysisTests.analyze("a", all, in: database) { index in
      Verdict(
        reason: index % step == 0 ? .inactive : .active, lastActivity: .unknown,
        isActionable: true)
    }
    let ids = stride(from: 0, to: count, by: step).map { all[$0] }
    let policy = try await AnalysisTests.policy(in: database)
    let run = Run(
      id: "r", startedBy: "me", startedAt: day(3), analysisID: "a", policy: policy,
      candidates: ids.count)
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.createRun(run)
      for (index, user) in ids.enumerated() where index % 2 == 0 {
        try writer.openHold(
          Hold(
            id: "\(user.rawValue)", user: user, effect: .deactivate, isWakeable: true,
            createdAt: day(2)))
      }
    }
    return ids
  }
}
