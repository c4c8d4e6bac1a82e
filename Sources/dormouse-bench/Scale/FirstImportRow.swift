internal import Cleanup
internal import Foundation

/// A first import through `ImportUsers`, against the `sqlite3` shell importing the same rows.
struct FirstImportRow: BenchRow {
  let about = RowDescription(
    name: "first-import", what: "first import of 1,000,000 users with 3,000,000 memberships",
    against: "sqlite3 .import, same rows, tables and indexes", unit: .seconds,
    target: .ratio(1.3))

  func measure(_ setting: Setting) async throws -> [Round] {
    let sample = SampleData(count: setting.amount(1_000_000, quick: 2000))
    let shell = try SQLiteShell()
    let empty = try await PreparedTenant(users: 0)
    let script = try ShellImport(of: sample, in: empty.scratch).script
    return try await setting.atMost(3).alternating {
      try await empty.withCopy { copy in
        let service = try ServiceUnderTest(data: copy.data)
        let result = try await seconds {
          try await service.importUsers(sample, into: PreparedTenant.name)
        }
        await service.stop()
        return result
      }
    } peer: {
      try await empty.withCopy { copy in
        let result = try await seconds {
          try shell.run(script, on: copy.database, in: empty.scratch)
        }
        let counted = try shell.run(
          "SELECT count(*) FROM users; SELECT count(*) FROM memberships;", on: copy.database,
          in: empty.scratch)
        guard counted == "\(sample.count)\n\(sample.count * 3)\n" else {
          throw BenchError(.failed, "the sqlite3 shell imported other rows")
        }
        return result
      }
    }
  }
}
