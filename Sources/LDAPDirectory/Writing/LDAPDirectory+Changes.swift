internal import Cleanup
package import Directories

extension LDAPDirectory: WritableDirectory {
  package func user(_ id: String) async throws(DirectoryError) -> RemoteUser? {
    let editor = try await editor()
    let user = try await editor.read(id, besides: settings.bindName)
    await editor.session.close()
    return user
  }

  package func apply(
    _ change: RemoteChange, to user: String
  ) async throws(DirectoryError) -> Bool {
    let editor = try await editor()
    let isChanged =
      switch change {
      case .deactivate: try await editor.setActive(false, of: user)
      case .reactivate: try await editor.setActive(true, of: user)
      case .removeMembership(let group): try await editor.setMember(false, user, of: group)
      case .addMembership(let group): try await editor.setMember(true, user, of: group)
      }
    await editor.session.close()
    return isChanged
  }

  private func editor() async throws(DirectoryError) -> LDAPEditor {
    let schema = try LDAPSchema(settings)
    return LDAPEditor(session: try await open(), schema: schema)
  }
}
