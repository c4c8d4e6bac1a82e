internal import Cleanup
internal import Directories
internal import LDAP

/// Creates users: entries right below the base of users, whose accounts are open and have no password that
/// anybody knows.
struct LDAPCreator: Sendable {
  let editor: LDAPEditor
  /// Whether the connection is encrypted.
  private let isEncrypted: Bool

  /// A creator over a connection.
  init(_ editor: LDAPEditor, isEncrypted: Bool) {
    self.editor = editor
    self.isEncrypted = isEncrypted
  }

  /// The id of the user with an open account: a new one, or the one that has the name already.
  func create(_ user: RemoteNewUser) async throws(DirectoryError) -> String {
    try user.check()
    if let id = try await findOpen(user.username) { return id }
    let entry = try newEntry(of: user)
    let isNew = try await editor.session.add(
      entry.name, entry.attributes, while: .creating(schema.username))
    guard let id = try await findOpen(user.username) else {
      throw isNew ? LDAPEditor.gone(.user) : Self.taken
    }
    return id
  }

  /// The id of the user with a login name, whose account has to be open; nil when there is none.
  private func findOpen(_ username: String) async throws(DirectoryError) -> String? {
    guard let id = try await find(username) else { return nil }
    guard try await editor.isActive(id) else {
      throw DirectoryError(
        .accountClosed, "The account of that name is closed in the server: open it there.")
    }
    return id
  }

  private var schema: LDAPSchema { editor.schema }

  private func newEntry(of user: RemoteNewUser) throws(DirectoryError) -> NewEntry {
    guard schema.preset == .activeDirectory else { return NewEntry(person: user, schema) }
    guard isEncrypted else {
      throw DirectoryError(
        .forbidden,
        "Active Directory takes the password of a new user over encrypted connections alone: set security "
          + "to ldaps or startTLS.")
    }
    return NewEntry(account: user, schema)
  }

  /// The id of the user with a login name, below the base of users; nil when there is none. Whoever is closed
  /// may not be found by the filter of users any more, so the usual one does too.
  private func find(_ username: String) async throws(DirectoryError) -> String? {
    let isUser = LDAPFilter.any([schema.userFilter, LDAPSchema.usual(schema.preset).userFilter])
    let search = LDAPSearch(
      base: schema.userBase, filter: .all([.equal(schema.username, username), isUser]),
      attributes: [schema.id], pageSize: 2)
    let entries = try await editor.session.page(of: search, while: .reading(.user)).entries
    guard entries.count <= 1 else {
      throw DirectoryError(
        .refused, "The server has several users of that name: leave one of them its name.")
    }
    return try entries.first?.id(schema.id, of: .user)
  }

  private static let taken = DirectoryError(
    .refused,
    "The name is taken by an entry that is no user below user_base, or that bind_name may not see: choose "
      + "another name, or rename that entry.")
}
