internal import Cleanup
internal import Testing

@testable internal import Storage

/// Each import begins on day 2, something is done to a user of it on day 3, and it is finished on day 4.
@Suite("What is done while an import is under way")
struct LaterChangeTests {
  /// When the change is made: before the import brings the user, or behind.
  enum Order: CaseIterable {
    case before, behind
  }

  @Test(
    "Who was opened stays open, and the next listing closes the account",
    arguments: Order.allCases)
  func opened(_ order: Order) async throws {
    try await withTenant { database in
      let closed = ImportedUser.test("a", isActive: false)
      try await database.importUsers([closed])
      let a = try await database.user("a").id
      try await during([.test("a", login: .at(day(1)), isActive: false)], order, database) {
        (writer) throws(StorageError) in
        _ = try writer.setActive(true, of: a, at: day(3))
      }
      #expect(try await database.user("a").isActive)
      #expect(try await database.user("a").reactivatedAt == day(3))
      #expect(
        try await database.user("a").lastActivity.time == day(1), "the rest of the listing counts")
      try await database.importUsers([closed], at: day(5))
      #expect(try await !database.user("a").isActive)
    }
  }

  @Test("Who was closed is not back, and what is held stays held", arguments: Order.allCases)
  func closed(_ order: Order) async throws {
    try await withTenant { database in
      let open = ImportedUser.test("a", isActive: true)
      try await database.importUsers([open])
      let a = try await database.user("a").id
      try await during([.test("a", login: .at(day(1)), isActive: true)], order, database) {
        (writer) throws(StorageError) in
        try close(a, writer)
      }
      #expect(try await !database.user("a").isActive)
      #expect(try await database.user("a").reactivatedAt == nil)
      #expect(try await openHolds(a, database) == ["1"])
      try await database.importUsers([open], at: day(5))
      #expect(try await database.user("a").isActive)
      #expect(try await openHolds(a, database) == [])
    }
  }

  @Test("Of what was done one after the other the last stands", arguments: Order.allCases)
  func both(_ order: Order) async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a"), .test("b", isActive: false)])
      let (a, b) = (try await database.user("a").id, try await database.user("b").id)
      let listed = [
        ImportedUser.test("a", login: .never, isActive: false),
        .test("b", login: .never, isActive: true),
      ]
      try await during(listed, order, database) { (writer) throws(StorageError) in
        try close(a, writer)
        _ = try writer.setActive(true, of: a, at: day(3))
        _ = try writer.closeHold("1", because: .woken, at: day(3))
        _ = try writer.setActive(true, of: b, at: day(3))
        try close(b, writer, hold: "2")
      }
      #expect(try await database.user("a").isActive)
      #expect(try await !database.user("b").isActive)
      #expect(try await openHolds(b, database) == ["2"])
    }
  }

  @Test(
    "A membership that was given stays, and the next listing takes it",
    arguments: Order.allCases)
  func given(_ order: Order) async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a", groups: ["old"]), .test("b", groups: ["g"])])
      let a = try await database.user("a").id
      let group = try await database.group("g").id
      let listed = [ImportedUser.test("a", groups: ["new"]), .test("b", groups: ["g"])]
      try await during(listed, order, database) { (writer) throws(StorageError) in
        _ = try writer.addMembership(of: a, in: group, at: day(3))
      }
      #expect(try await groups("a", database).isSuperset(of: ["g", "new"]))
      try await database.importUsers(listed, at: day(5))
      #expect(try await groups("a", database) == ["new"])
    }
  }

  @Test("A membership that was taken stays taken and held", arguments: Order.allCases)
  func taken(_ order: Order) async throws {
    try await withTenant { database in
      let listed = [ImportedUser.test("a", groups: ["g", "new"])]
      try await database.importUsers([.test("a", groups: ["g"])])
      let a = try await database.user("a").id
      let group = try await database.group("g").id
      try await during(listed, order, database) { (writer) throws(StorageError) in
        _ = try writer.removeMembership(of: a, in: group)
        try writer.openHold(
          Hold(
            id: "1", user: a, effect: .removeFromGroup, group: group, isWakeable: true,
            createdAt: day(3)))
      }
      #expect(try await groups("a", database) == ["new"])
      #expect(try await database.user("a").reactivatedAt == nil)
      #expect(try await openHolds(a, database) == ["1"])
      try await database.importUsers(listed, at: day(5))
      #expect(try await groups("a", database) == ["g", "new"])
      #expect(try await openHolds(a, database) == [])
    }
  }

  @Test("What was done before the import began is settled by it, whatever else is done meanwhile")
  func earlier() async throws {
    try await withTenant { database in
      let users = [ImportedUser.test("a", groups: ["g"], isActive: true), .test("b")]
      try await database.importUsers(users)
      let (a, b) = (try await database.user("a").id, try await database.user("b").id)
      _ = try await database.write { (writer) throws(StorageError) in
        try close(a, writer, at: day(2))
      }
      let listed = [users[0], ImportedUser.test("b", isActive: true)]
      try await during(listed, .before, database) { (writer) throws(StorageError) in
        try close(b, writer, hold: "2")
      }
      #expect(try await database.user("a").isActive)
      #expect(try await database.user("a").reactivatedAt == day(4))
      #expect(try await openHolds(a, database) == [])
      #expect(try await openHolds(b, database) == ["2"])
    }
  }

  @Test(
    "Somebody who was gone and let in by a login keeps account and groups",
    arguments: Order.allCases)
  func readmitted(_ order: Order) async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a", groups: ["old"]), .test("b", groups: ["g"])])
      let a = try await database.user("a").id
      try await database.importUsers([.test("b", groups: ["g"])], at: day(1))
      let settings = try await database.directory()
      let group = try await database.group("g").id
      let listed = [ImportedUser.test("a", groups: ["new"], isActive: false), .test("b")]
      try await during(listed, order, database) { (writer) throws(StorageError) in
        try writer.readmitUser(
          a, as: NewUser(externalID: "a", username: "A"), in: settings, at: day(3))
        _ = try writer.joinGroup(group, a)
      }
      #expect(try await database.user("a").isActive)
      #expect(try await groups("a", database) == ["g", "new"])
      #expect(try await groups("b", database) == [])
    }
  }

  /// Begins an import, does something before or behind the items come, and finishes it.
  private func during(
    _ users: [ImportedUser], _ order: Order, _ database: TenantDatabase,
    _ change: @Sendable (TenantWriter) throws(StorageError) -> Void
  ) async throws {
    let session = try await database.beginImport(
      into: database.directory().id, mode: .full, at: day(2))
    if order == .behind { try await session.append(users: users, groups: [], at: day(2)) }
    _ = try await database.write { (writer) throws(StorageError) in try change(writer) }
    if order == .before { try await session.append(users: users, groups: [], at: day(3)) }
    _ = try await session.finish(at: day(4)) { (_, _) throws(StorageError) in }
  }

  private func openHolds(_ user: UserID, _ database: TenantDatabase) async throws -> [String] {
    try await database.read { (reader) throws(StorageError) in
      try reader.openHolds(of: user).map(\.id)
    }
  }

  private func groups(_ name: String, _ database: TenantDatabase) async throws -> Set<String> {
    let user = try await database.user(name).id
    return try await database.read { (reader) throws(StorageError) in
      let graph = try reader.groupGraph()
      return Set(try reader.memberGroups(of: user).map(graph.name(of:)))
    }
  }
}

/// Closes an account as a run does.
private func close(
  _ user: UserID, _ writer: TenantWriter, hold id: String = "1", at moment: Moment = day(3)
) throws(StorageError) {
  _ = try writer.setActive(false, of: user, at: moment)
  try writer.openHold(
    Hold(id: id, user: user, effect: .deactivate, isWakeable: true, createdAt: moment))
}
