internal import Cleanup
internal import Foundation
internal import Messages

/// A data folder with many equal tenants of a few users each.
///
/// One is made by the service; the others are copies of its files, known to the operator database
/// under names and ids of their own.
struct ManyTenants: Sendable {
  /// Users of each tenant.
  static let users = 100

  /// How many there are.
  let count: Int
  private let prepared: PreparedTenant
  private let original: Tenant

  init(count: Int) async throws {
    self.count = count
    prepared = try await PreparedTenant(users: Self.users)
    original = prepared.tenant
    let folder = "\(prepared.scratch.path)/prepared"
    for number in 0..<count {
      let path = "\(folder)/tenants/\(Self.id(number))"
      try FileManager.default.copyItem(
        atPath: "\(folder)/tenants/\(original.id)", toPath: path)
    }
    try SQLiteShell().run(
      """
      WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(count))
      INSERT INTO tenants (id, name, display_name, etag, created_at, owner_epoch, state)
      SELECT printf('%032x', i + 1), 't' || i, '', etag, created_at, owner_epoch, state
      FROM n, tenants WHERE name = '\(PreparedTenant.name)';
      """, on: "\(folder)/operator.sqlite", in: prepared.scratch)
    sync()
  }

  /// Name of a tenant by number.
  func name(_ number: Int) -> String { "t\(number)" }

  /// Does something with a copy of it all; `databases` are the tenants' files, a line each.
  func withCopy<Value>(
    _ body: (_ data: String, _ databases: String) async throws -> Value
  ) async throws -> Value {
    try await prepared.withCopy { copy in
      let list = "\(copy.data).list"
      try (0..<count).map { "\(copy.data)/tenants/\(Self.id($0))/tenant.sqlite\n" }.joined()
        .write(toFile: list, atomically: false, encoding: .utf8)
      return try await body(copy.data, list)
    }
  }

  private static func id(_ number: Int) -> String {
    let digits = String(number + 1, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }
}
