internal import Cleanup
internal import Storage
internal import Testing

@Suite("Days on which logins were observed")
struct ObservationTests {
  private func observe(_ database: TenantDatabase, at moment: Moment) async throws {
    try await put(database, .observed, at: moment)
  }

  @discardableResult
  private func put(
    _ database: TenantDatabase, _ source: ActivitySource?, at moment: Moment
  ) async throws -> DirectorySettings {
    try await database.write { (writer) throws(StorageError) in
      try writer.putDirectory(
        named: "users", kind: .embedded, activitySource: source, at: moment)
    }.value
  }

  private func note(
    _ database: TenantDatabase, _ first: Moment, _ last: Moment? = nil,
    kind: ActivityKind = .ssoLogin
  ) async throws {
    let id = try await database.directory().id
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.noteLogins(LoginDay(kind: kind, first: first, last: last ?? first), in: id)
    }
  }

  private func logins(_ database: TenantDatabase) async throws -> ObservedLogins? {
    let directory = try await database.directory()
    return try await database.read { (reader) throws(StorageError) in
      try reader.observedLogins(in: directory)
    }
  }

  @Test(
    "The source of activity stays until it is changed, which begins observation anew")
  func source() async throws {
    try await withTenant { database in
      #expect(try await logins(database) == nil)
      #expect(try await database.directory().capabilities.reportActivity)
      #expect(try await put(database, .observed, at: day(1)).observedSince == day(1))
      #expect(try await !database.directory().capabilities.reportActivity)
      try await note(database, day(2))
      #expect(try await put(database, nil, at: day(3)).observedSince == day(1))
      #expect(try await put(database, .observed, at: day(3)).observedSince == day(1))
      #expect(try await logins(database)?.days.count == 1)
      #expect(try await put(database, .reported, at: day(4)).observedSince == nil)
      #expect(try await put(database, .observed, at: day(5)).observedSince == day(5))
      #expect(try await logins(database) == ObservedLogins(since: day(5)))
    }
  }

  @Test("Each day and kind has its first and its last login, the last to the hour")
  func days() async throws {
    try await withTenant { database in
      try await observe(database, at: day(0))
      let noon = day(1).advanced(bySeconds: 43_200)
      let hour = ObservedLogins.resolutionSeconds
      try await note(database, noon)
      try await note(database, noon.advanced(bySeconds: hour))
      #expect(
        try await logins(database)?.days == [LoginDay(kind: .ssoLogin, first: noon, last: noon)])
      try await note(database, noon.advanced(bySeconds: hour + 1))
      try await note(database, noon.advanced(bySeconds: -1))
      try await note(database, day(2), kind: .session)
      try await note(database, day(-400), day(-400).advanced(bySeconds: 5))
      #expect(
        try await logins(database)?.days == [
          LoginDay(kind: .ssoLogin, first: day(-400), last: day(-400).advanced(bySeconds: 5)),
          LoginDay(
            kind: .ssoLogin, first: noon.advanced(bySeconds: -1),
            last: noon.advanced(bySeconds: hour + 1)),
          LoginDay(kind: .session, first: day(2), last: day(2)),
        ])
    }
  }

  @Test("Days are forgotten after 4,000 days")
  func kept() async throws {
    try await withTenant { database in
      try await observe(database, at: day(0))
      for number in [0, 1, 4000] { try await note(database, day(number)) }
      #expect(try await logins(database)?.days.count == 3)
      try await note(database, day(4001))
      #expect(try await logins(database)?.days.map(\.first) == [day(1), day(4000), day(4001)])
    }
  }

  @Test("The graph that verdicts are judged by has what was observed")
  func graph() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a")], at: day(0))
      try await observe(database, at: day(0))
      try await note(database, day(1))
      try await note(database, day(2))
      let graph = try await database.read { (reader) throws(StorageError) in
        try reader.groupGraph()
      }
      let id = try await database.directory().id
      let evaluator = Evaluator(
        policy: Policy(action: .deactivate, inactiveAfterDays: 4), at: day(2), graph: graph)
      #expect(evaluator.observation(of: id)?.baseline == day(1))
    }
  }

  @Test(
    "Whoever was gone from an observed directory starts a new period")
  func returns() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a"), .test("b"), .test("c"), .test("d")], at: day(0))
      try await database.importUsers([.test("b"), .test("c"), .test("d")], at: day(1))
      try await database.importUsers(
        [.test("a"), .test("b"), .test("c"), .test("d")], at: day(2))
      #expect(try await database.user("a").reactivatedAt == nil)
      try await observe(database, at: day(2))
      try await database.importUsers([.test("b"), .test("c"), .test("d")], at: day(3))
      try await database.importUsers(
        [.test("a"), .test("b"), .test("c"), .test("d")], at: day(4))
      #expect(try await database.user("a").reactivatedAt == day(4))
      #expect(try await database.user("b").reactivatedAt == nil)
    }
  }
}
