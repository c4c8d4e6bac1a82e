internal import Cleanup
internal import Directories
internal import DirectoryContract
internal import Foundation
internal import Storage
internal import Synchronization
internal import TestSupport

/// The embedded directory of a tenant over real SQLite, which imports fill and change.
final class EmbeddedContractServer: ContractServer {
  /// The directory's name.
  static let name = "users"

  private struct State {
    var users: [ImportedUser] = []
    var groups: [ImportedGroup] = []
  }

  let traits = ContractTraits(
    capabilities: DirectoryCapabilities(), deletesGroups: false, isRemote: false, secret: "")
  private let database: TenantDatabase
  private let state = Mutex(State())

  private init(_ database: TenantDatabase) {
    self.database = database
  }

  /// Runs a body with a tenant of its own, and closes it.
  static func with(_ body: (EmbeddedContractServer) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder.open(folder.path("data"))
    let made = try await data.tenants.create(named: "acme", displayName: "", at: Moment(Date())) {
      (writer) throws(StorageError) in
      _ = try writer.putDirectory(named: name, kind: .embedded, at: Moment(Date()))
    } record: { (_, tenant) throws(StorageError) in
      tenant
    }
    do {
      let lease = try await data.tenants.lease(made.value.id)
      try await body(EmbeddedContractServer(lease.database))
    }
    await data.close()
  }

  func fill(_ population: Population) async throws {
    let users = population.people.map { person in
      ImportedUser(
        externalID: "id of \(person.key)", username: person.name, displayName: person.name,
        email: person.email,
        groups: population.groups.filter { $0.people.contains(person.key) }.map(\.name))
    }
    let groups = population.groups.flatMap { group in
      [ImportedGroup(name: group.name)]
        + group.groups.map { ImportedGroup(name: $0, parent: group.name) }
    }
    try await change { state in state = State(users: users, groups: groups) }
  }

  func directory(_ access: ContractAccess) -> any WritableDirectory {
    EmbeddedAdapter(database: database, now: Moment(Date()), pageSize: access.pageSize)
  }

  func username(of person: ContractPerson) -> String { person.name }

  func logIn(_ person: ContractPerson, password: String) async throws -> Bool? {
    let id = "id of \(person.key)"
    let isOpen = try await EmbeddedAdapter(database: database, now: Moment(Date()), pageSize: 1)
      .user(id)
    guard isOpen?.user.user.isActive == true, password == person.password else { return false }
    try await change { state in
      for index in state.users.indices {
        if state.users[index].externalID == id {
          state.users[index].lastLogin = .at(Moment(Date()))
        } else if state.users[index].lastLogin == .unknown {
          state.users[index].lastLogin = .never
        }
      }
    }
    return true
  }

  func rename(_ person: ContractPerson) async throws {
    try await change { state in
      let place = state.users.firstIndex { $0.externalID == "id of \(person.key)" }
      if let place { state.users[place].username = "moved \(person.key)" }
    }
  }

  func delete(_ person: ContractPerson) async throws {
    try await change { state in
      state.users.removeAll { $0.externalID == "id of \(person.key)" }
    }
  }

  func delete(group: String) {}

  func contents() async throws -> String {
    try await database.read { (reader) throws(StorageError) in
      let users = try reader.users(UserFilter(), after: nil, limit: 1000).items
      var lines = users.map { "\($0)" }
      for user in users { lines.append("\(try reader.memberGroups(of: user.id))") }
      return lines.joined(separator: "\n")
    }
  }

  /// Changes what is imported, and imports it.
  private func change(_ body: (inout State) -> Void) async throws {
    let state = state.withLock { state in
      body(&state)
      return state
    }
    let id = try await database.read { (reader) throws(StorageError) in
      try reader.directory(named: Self.name)?.id
    }
    guard let id else { throw StorageError(.notFound, "There is no directory.") }
    let session = try await database.beginImport(into: id, mode: .full, at: Moment(Date()))
    try await session.append(users: state.users, groups: state.groups, at: Moment(Date()))
    _ = try await session.finish(at: Moment(Date())) { (_, summary) throws(StorageError) in summary
    }
  }
}
