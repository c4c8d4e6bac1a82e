/// The first listing of a directory on an LDAP server, against the same.
struct DirectoryFirstRow: BenchRow {
  let about = RowDescription(
    name: "directory-first", what: "the first listing, which fills the tables and their indexes",
    against: "ldapsearch, same attributes and pages", unit: .seconds, target: .ratio(2.5))

  func measure(_ setting: Setting) async throws -> [Round] {
    let users = setting.amount(DirectoryRow.users, quick: DirectoryRow.quickUsers)
    let slapd = try BenchSlapd(DirectorySample(count: users))
    let empty = try await PreparedTenant(users: 0)
    return try await setting.alternating {
      try await empty.withCopy { copy in
        let service = try await DirectoryUnderTest(data: copy.data, slapd)
        let result = try await seconds { try await service.sync(added: users) }
        await service.stop()
        return result
      }
    } peer: {
      try await seconds { try slapd.search() }
    }
  }
}
