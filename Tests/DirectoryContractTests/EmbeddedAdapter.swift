internal import Cleanup
internal import Directories
internal import Foundation
internal import Storage

/// The embedded directory of a tenant, with the outside of a remote one: its users by their external ids, and
/// its groups by their rows.
struct EmbeddedAdapter: WritableDirectory {
  let database: TenantDatabase
  let now: Moment
  let pageSize: Int

  func ownAccount() async throws(DirectoryError) -> String? { nil }

  func probe() async throws(DirectoryError) -> DirectoryProbe {
    let settings = try await read { (reader) throws(StorageError) in
      try reader.directory(named: EmbeddedContractServer.name)
    }
    return DirectoryProbe(
      product: "", capabilities: settings?.capabilities ?? .readOnly, checks: [])
  }

  func listing() async throws(DirectoryError) -> any DirectoryListing {
    EmbeddedListing(self)
  }

  func user(_ id: String) async throws(DirectoryError) -> RemoteUser? {
    try await read { (reader) throws(StorageError) in
      guard let user = try Self.find(UserRef(directory: Self.directory, externalID: id), reader)
      else { return nil }
      let ids = Set(try reader.memberGroups(of: user.id))
      let groups = try Self.groups(reader).filter { ids.contains($0.id) }
      return RemoteUser(Self.listed(user), groups: groups.map { Self.listed($0) })
    }
  }

  func apply(_ change: RemoteChange, to user: String) async throws(DirectoryError) -> Bool {
    let (row, known) = try await read { (reader) throws(StorageError) in
      (
        try Self.find(UserRef(directory: Self.directory, externalID: user), reader),
        Set(try Self.groups(reader).map(\.id))
      )
    }
    let ofGroup: (String) -> GroupID? = { text in
      Int64(text).map { GroupID(rawValue: $0) }.flatMap { known.contains($0) ? $0 : nil }
    }
    let wanted: DirectoryChange? =
      switch change {
      case .deactivate: .deactivate
      case .reactivate: .reactivate
      case .removeMembership(let group): ofGroup(group).map { .removeMembership($0) }
      case .addMembership(let group): ofGroup(group).map { .addMembership($0) }
      }
    guard let row, let wanted else { throw Self.gone }
    return try await write { (directory, writer) throws(StorageError) in
      try directory.apply(wanted, to: row.id, at: now, in: writer) == .changed
    }
  }

  func create(_ user: RemoteNewUser) async throws(DirectoryError) -> RemoteUser {
    try user.check()
    let ref = UserRef(directory: Self.directory, username: user.username)
    let known = try await read { (reader) throws(StorageError) in try Self.find(ref, reader) }
    let id = known?.externalID ?? UUID().uuidString
    if let known, !known.isActive {
      throw DirectoryError(.accountClosed, "The account of that name is closed.")
    }
    _ = try await write { (directory, writer) throws(StorageError) in
      if known != nil { return false }
      let new = NewUser(
        externalID: id, username: user.username, displayName: user.displayName, email: user.email)
      _ = try directory.create(new, over: nil, at: now, in: writer)
      return true
    }
    guard let created = try await self.user(id) else { throw Self.gone }
    return created
  }

  private static let directory = EmbeddedContractServer.name
  private static let gone = DirectoryError(.notFound, "It is not there.")

  private static func find(
    _ ref: UserRef, _ reader: TenantReader
  ) throws(StorageError) -> User? {
    if case .found(let user) = try reader.resolve(ref) { user } else { nil }
  }

  static func groups(_ reader: TenantReader) throws(StorageError) -> [Group] {
    try reader.groups(inDirectory: directory, after: nil, limit: 1000).items
  }

  static func listed(_ group: Group) -> ListedGroup {
    ListedGroup(
      externalID: String(group.id.rawValue), name: group.name, locator: "group \(group.id.rawValue)"
    )
  }

  static func listed(_ user: User) -> ListedUser {
    let login: ImportedUser.Login =
      switch user.lastActivity {
      case .unknown: .unknown
      case .never: .never
      case .known(let signal): signal.time.map { .at($0) } ?? .never
      }
    return ListedUser(
      ImportedUser(
        externalID: user.externalID, username: user.username, displayName: user.displayName,
        email: user.email, createdAt: user.createdAt, lastLogin: login, isActive: user.isActive),
      locator: "user \(user.id.rawValue)")
  }

  func read<Value: Sendable>(
    _ body: @Sendable (TenantReader) throws(StorageError) -> Value
  ) async throws(DirectoryError) -> Value {
    do throws(StorageError) {
      return try await database.read(body)
    } catch {
      throw DirectoryError(.refused, error.message)
    }
  }

  private func write(
    _ body: @Sendable (EmbeddedDirectory, TenantWriter) throws(StorageError) -> Bool
  ) async throws(DirectoryError) -> Bool {
    do throws(StorageError) {
      return try await database.write { (writer) throws(StorageError) in
        guard let settings = try writer.reader.directory(named: Self.directory) else {
          throw StorageError(.notFound, "There is no directory.")
        }
        return try body(EmbeddedDirectory(settings), writer)
      }.value
    } catch {
      throw DirectoryError(.refused, error.message)
    }
  }
}
