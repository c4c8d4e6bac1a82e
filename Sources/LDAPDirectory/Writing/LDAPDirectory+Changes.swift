internal import Cleanup
package import Directories

extension LDAPDirectory: WritableDirectory {
  package func user(_ id: String) async throws(DirectoryError) -> RemoteUser? {
    try await editing { (editor) throws(DirectoryError) in try await self.read(id, by: editor) }
  }

  package func apply(
    _ change: RemoteChange, to user: String
  ) async throws(DirectoryError) -> Bool {
    var attempts = 0
    let isChanged = try await editing { (editor) throws(DirectoryError) in
      attempts += 1
      return switch change {
      case .deactivate: try await editor.setActive(false, of: user)
      case .reactivate: try await editor.setActive(true, of: user)
      case .removeMembership(let group): try await editor.setMember(false, user, of: group)
      case .addMembership(let group): try await editor.setMember(true, user, of: group)
      }
    }
    // What was so already may be what was changed before the connection broke.
    return isChanged || attempts > 1
  }

  package func create(_ user: RemoteNewUser) async throws(DirectoryError) -> RemoteUser {
    let isEncrypted = settings.security != .none
    return try await editing { (editor) throws(DirectoryError) in
      let id = try await LDAPCreator(editor, isEncrypted: isEncrypted).create(user)
      guard let created = try await self.read(id, by: editor) else {
        throw LDAPEditor.gone(.user)
      }
      return created
    }
  }

  private func read(
    _ id: String, by editor: LDAPEditor
  ) async throws(DirectoryError) -> RemoteUser? {
    try await editor.read(id) { () throws(DirectoryError) in
      try await self.logins.keepsLogins { () throws(DirectoryError) in
        try await editor.session.keepsLogins(editor.schema, besides: self.settings.bindName)
      }
    }
  }

  private func editing<Value: Sendable>(
    _ body: (LDAPEditor) async throws(DirectoryError) -> Value
  ) async throws(DirectoryError) -> Value {
    let schema = try LDAPSchema(settings)
    return try await pool.use { () throws(DirectoryError) in
      try await open()
    } _: { (session) throws(DirectoryError) in
      try await body(LDAPEditor(session: session, schema: schema, names: names))
    }
  }
}
