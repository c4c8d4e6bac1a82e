internal import Cleanup
internal import Storage
internal import TestSupport

/// A moment of the tests, in days after 2026-01-01.
func day(_ number: Int) -> Moment {
  Moment(seconds: 1_767_225_600 + Int64(number) * 86_400)
}

/// Runs a test with an open data folder, and closes it behind.
func withDataFolder(
  options: StorageOptions = StorageOptions(),
  _ body: (DataFolder) async throws -> Void
) async throws {
  let folder = try TemporaryFolder()
  let data = try DataFolder.open(folder.path("data"), options: options)
  do {
    try await body(data)
  } catch {
    await data.close()
    throw error
  }
  await data.close()
}

extension DataFolder {
  /// Makes a tenant with one embedded directory, `users`.
  @discardableResult
  func createTenant(_ name: String = "acme") async throws -> Tenant {
    try await tenants.create(
      named: name, displayName: "", at: day(0),
      prepare: { (writer) throws(StorageError) in
        _ = try writer.putDirectory(named: "users", kind: .embedded, at: day(0))
      },
      record: { (_, tenant) throws(StorageError) in tenant }
    ).value
  }
}

/// Runs a test inside a new tenant with one embedded directory, `users`.
func withTenant(_ body: (TenantDatabase) async throws -> Void) async throws {
  try await withDataFolder { data in
    let tenant = try await data.createTenant()
    let lease = try await data.tenants.lease(tenant.id)
    try await body(lease.database)
  }
}

extension TenantDatabase {
  /// The row of a directory.
  func directory(_ name: String = "users") async throws -> DirectorySettings {
    let found = try await read { (reader) throws(StorageError) in
      try reader.directory(named: name)
    }
    guard let found else { throw StorageError(.notFound, "no directory \(name)") }
    return found
  }

  /// Imports users and groups in one go.
  @discardableResult
  func importUsers(
    _ users: [ImportedUser], groups: [ImportedGroup] = [], into name: String = "users",
    mode: ImportMode = .full, at now: Moment = day(1)
  ) async throws -> ImportSummary {
    let session = try await beginImport(into: directory(name).id, mode: mode, at: now)
    try await session.append(users: users, groups: groups, at: now)
    return try await session.finish(at: now) { (_, summary) throws(StorageError) in summary }
      .value
  }

  /// The user with an external id, which must be there.
  func user(_ externalID: String, in directory: String = "users") async throws -> User {
    let ref = UserRef(directory: directory, externalID: externalID)
    let match = try await read { (reader) throws(StorageError) in try reader.resolve(ref) }
    guard case .found(let user) = match else {
      throw StorageError(.notFound, "no user \(externalID)")
    }
    return user
  }

  /// External ids of all visible users, by username.
  func visibleUsers() async throws -> [String] {
    try await read { (reader) throws(StorageError) in
      try reader.users(UserFilter(), after: nil, limit: 1000).items.map(\.externalID)
    }
  }

  /// The group with a name, which must be there.
  func group(_ name: String) async throws -> Group {
    let groups = try await read { (reader) throws(StorageError) in
      try reader.groups(inDirectory: nil, after: nil, limit: 1000).items
    }
    guard let found = groups.first(where: { $0.name == name }) else {
      throw StorageError(.notFound, "no group \(name)")
    }
    return found
  }
}

extension ImportedUser {
  /// A user whose username is its id in capitals.
  static func test(
    _ id: String, login: Login = .unknown, groups: [String] = [], isActive: Bool? = nil
  ) -> ImportedUser {
    ImportedUser(
      externalID: id, username: id.uppercased(), lastLogin: login, groups: groups,
      isActive: isActive)
  }
}
