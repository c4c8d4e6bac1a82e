/// The most memory that the server holds while it lists a large directory, against a small one: pages come
/// and go, but who came, who is in which group, and the members of a group in one answer are held together.
struct DirectoryMemoryRow: BenchRow {
  let about = RowDescription(
    name: "directory-memory", what: "peak memory of listing 100,000 users over LDAP",
    against: "listing 10,000", unit: .megabytes, target: .ratio(1.4))

  func measure(_ setting: Setting) async throws -> [Round] {
    let users = setting.amount(DirectoryRow.users, quick: DirectoryRow.quickUsers)
    let empty = try await PreparedTenant(users: 0)
    let large = try BenchSlapd(DirectorySample(count: users))
    let small = try BenchSlapd(DirectorySample(count: users / 10))
    return try await setting.atMost(1).alternating {
      try await Self.peak(large, empty)
    } peer: {
      try await Self.peak(small, empty)
    }
  }

  /// The most memory of a server that lists a directory, and lists it once more.
  private static func peak(_ slapd: BenchSlapd, _ tenant: PreparedTenant) async throws -> Double {
    try await tenant.withCopy { copy in
      let service = try await DirectoryUnderTest(data: copy.data, slapd)
      try await service.sync(added: slapd.sample.count)
      try await service.sync(added: 0)
      let peak = try service.peakMegabytes
      await service.stop()
      return peak
    }
  }
}
