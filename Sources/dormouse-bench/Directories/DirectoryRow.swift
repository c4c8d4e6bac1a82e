/// A listing of a directory on an LDAP server in which nothing has changed, as nearly all are, against OpenLDAP's
/// tool that prints the same.
struct DirectoryRow: BenchRow {
  /// Entries that are listed.
  static let users = 100_000
  /// Entries where only the working is to be shown.
  static let quickUsers = 500

  let about = RowDescription(
    name: "directory",
    what: "listing of 100,000 known users with 300,000 memberships over LDAP and TLS",
    against: "ldapsearch, same attributes and pages", unit: .seconds, target: .ratio(1.5))

  func measure(_ setting: Setting) async throws -> [Round] {
    let users = setting.amount(Self.users, quick: Self.quickUsers)
    let slapd = try BenchSlapd(DirectorySample(count: users))
    let tenant = try await PreparedTenant(users: 0)
    return try await tenant.withCopy { copy in
      let service = try await DirectoryUnderTest(data: copy.data, slapd)
      try await service.sync(added: users)
      let rounds = try await setting.alternating {
        try await seconds { try await service.sync(added: 0) }
      } peer: {
        try await seconds { try slapd.search() }
      }
      await service.stop()
      return rounds
    }
  }
}
