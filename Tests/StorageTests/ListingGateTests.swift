internal import Cleanup
internal import Storage
internal import Testing

@Suite("Listings that hold runs")
struct ListingGateTests {
  private func users(_ count: Int, withoutLogin: Int = 0) -> [ImportedUser] {
    (0..<count).map { .test("\($0)", login: $0 < withoutLogin ? .unknown : .at(day(-1))) }
  }

  private func held(_ database: TenantDatabase) async throws -> [HeldListing] {
    try await database.read { (reader) throws(StorageError) in try reader.heldListings() }
  }

  @Test("The first listing is good, and so is one within the limit")
  func good() async throws {
    try await withTenant { database in
      for count in [0, 100, 75, 200] {
        let summary = try await database.importUsers(users(count))
        #expect(summary.held == nil && summary.released == nil)
        #expect(try await held(database).isEmpty)
      }
    }
  }

  @Test("A listing that lost too many holds runs, with what it was compared with")
  func shrank() async throws {
    try await withTenant { database in
      try await database.importUsers(users(100))
      let summary = try await database.importUsers(users(60), at: day(2))
      let listing = try #require(summary.held)
      #expect(listing.check.defects == [.shrank])
      #expect(listing.check.accepted == ListingFigures(users: 100, listed: 100, withoutLogin: 0))
      #expect(listing.check.listing == ListingFigures(users: 60, listed: 60, withoutLogin: 0))
      #expect((listing.heldAt, listing.listedAt) == (day(2), day(2)))
      #expect(try await held(database) == [listing])
      #expect(try await database.visibleUsers().count == 60, "it shows all the same")
    }
  }

  @Test("A listing whose users lost their logins holds runs")
  func lostLogins() async throws {
    try await withTenant { database in
      try await database.importUsers(users(100, withoutLogin: 10))
      #expect(try await database.importUsers(users(100, withoutLogin: 30)).held == nil)
      let summary = try await database.importUsers(users(100, withoutLogin: 51))
      #expect(summary.held?.check.defects == [.lostLogins])
      #expect(summary.held?.check.accepted.withoutLogin == 30, "good ones move on")
      #expect(try await database.importUsers(users(100, withoutLogin: 40)).released != nil)
    }
  }

  @Test("Where logins are observed, a listing without any has lost none")
  func observed() async throws {
    try await withTenant { database in
      let put = { (source: ActivitySource) in
        _ = try await database.write { (writer) throws(StorageError) in
          try writer.putDirectory(
            named: "users", kind: .embedded, activitySource: source, at: day(1))
        }
      }
      try await database.importUsers(users(100))
      #expect(try await database.importUsers(users(100, withoutLogin: 100)).held != nil)
      try await put(.observed)
      #expect(try await database.importUsers(users(100, withoutLogin: 100)).released != nil)
      #expect(try await database.importUsers(users(60, withoutLogin: 60)).held != nil)
      try await database.importUsers(users(100))
      try await put(.reported)
      #expect(try await database.importUsers(users(100, withoutLogin: 60)).held == nil)
      #expect(try await database.importUsers(users(100, withoutLogin: 90)).held != nil)
    }
  }

  @Test("Broken listings are compared with the last good one, until a whole one comes")
  func heals() async throws {
    try await withTenant { database in
      try await database.importUsers(users(100))
      let first = try #require(try await database.importUsers(users(60), at: day(2)).held)
      let second = try #require(try await database.importUsers(users(61), at: day(3)).held)
      #expect(second.check.accepted.users == 100)
      #expect((second.heldAt, second.listedAt) == (day(2), day(3)))
      #expect(second.etag != first.etag)
      let healed = try await database.importUsers(users(75), at: day(4))
      #expect(healed.held == nil && healed.released == second)
      #expect(try await held(database).isEmpty)
    }
  }

  @Test("What is taken for good by hand is what later listings are compared with")
  func accepted() async throws {
    try await withTenant { database in
      try await database.importUsers(users(100))
      try await database.importUsers(users(60, withoutLogin: 60))
      let id = try await database.directory().id
      let answers = try await database.write { (writer) throws(StorageError) in
        [try writer.acceptHeldListing(of: id), try writer.acceptHeldListing(of: id)]
      }.value
      #expect(answers == [true, false])
      #expect(try await held(database).isEmpty)
      #expect(try await database.importUsers(users(45, withoutLogin: 45)).held == nil)
      #expect(try await database.importUsers(users(33)).held?.check.accepted.users == 45)
    }
  }

  @Test("A merge is no listing, and whom it brings belongs to what must not be lost")
  func merges() async throws {
    try await withTenant { database in
      try await database.importUsers(users(100))
      let merged = try await database.importUsers(
        (100..<200).map { .test("\($0)") }, mode: .merge)
      #expect(merged.held == nil)
      let full = try await database.importUsers(users(100))
      #expect(full.held?.check.accepted.users == 200)
      let again = try await database.importUsers(users(50), mode: .merge)
      #expect(again.held == nil && again.released == nil)
      #expect(try await held(database).count == 1, "and lets nothing go")
    }
  }

  @Test("The limit is the policy's, and each directory is compared with itself")
  func limits() async throws {
    try await withTenant { database in
      var policy = Policy(action: .deactivate, inactiveAfterDays: 90)
      policy.safetyLimits.maxPercent = 50
      let stored = policy
      _ = try await database.write { (writer) throws(StorageError) in
        _ = try writer.putPolicy(stored, by: "test", at: day(0))
        return try writer.putDirectory(named: "more", kind: .embedded, at: day(0))
      }
      try await database.importUsers(users(100))
      #expect(try await database.importUsers(users(50), into: "more").held == nil)
      #expect(try await database.importUsers(users(60)).held == nil)
      #expect(try await database.importUsers(users(20), into: "more").held?.directory == "more")
      #expect(try await held(database).map(\.directory) == ["more"])
    }
  }

  @Test("An import that is not finished holds nothing, and neither does one that is refused")
  func unfinished() async throws {
    try await withTenant { database in
      try await database.importUsers(users(100))
      let session = try await database.beginImport(
        into: database.directory().id, mode: .full, at: day(2))
      try await session.append(users: users(10), groups: [], at: day(2))
      await #expect(throws: StorageError.self) {
        _ = try await session.finish(userCount: 11, at: day(2)) {
          (_, summary) throws(StorageError) in summary
        }
      }
      #expect(try await held(database).isEmpty)
      #expect(try await database.visibleUsers().count == 100)
    }
  }
}
