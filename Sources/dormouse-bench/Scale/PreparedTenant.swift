internal import Cleanup
internal import Foundation
internal import Messages

/// A data folder with one tenant full of users, of which each round takes a copy.
struct PreparedTenant: Sendable {
  /// The tenant's name.
  static let name = "acme"

  /// Where the folder and its copies lie.
  let scratch: ScratchFolder
  /// The tenant as it was made.
  let tenant: Tenant

  /// Makes the tenant; with no users where only an empty one is wanted.
  init(users: Int) async throws {
    scratch = try ScratchFolder()
    let service = try ServiceUnderTest(data: "\(scratch.path)/prepared")
    let made = try await service.createTenant(Self.name)
    if users > 0 {
      try await service.importUsers(SampleData(count: users), into: Self.name)
      try await service.configure(Self.name)
    }
    await service.stop()
    tenant = made
  }

  /// Analyzes the prepared tenant itself, before it is copied.
  func analyze() async throws -> Analysis {
    let service = try ServiceUnderTest(data: "\(scratch.path)/prepared")
    let report = try await service.analyze(Self.name)
    await service.stop()
    return report.analysis
  }

  /// Does something with a copy of the data folder, which is removed afterwards.
  func withCopy<Value>(_ body: (Copy) async throws -> Value) async throws -> Value {
    let path = "\(scratch.path)/copy-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: "\(scratch.path)/prepared", toPath: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    // What is written while copying must not be waited for by what is measured.
    sync()
    return try await body(
      Copy(data: path, database: "\(path)/tenants/\(tenant.id)/tenant.sqlite"))
  }

  /// A copy of the data folder.
  struct Copy: Sendable {
    /// The data folder.
    let data: String
    /// The tenant's database.
    let database: String
  }
}

/// Seconds that something takes.
func seconds(_ body: () async throws -> Void) async throws -> Double {
  let start = ContinuousClock.now
  try await body()
  return (ContinuousClock.now - start) / .seconds(1)
}
