internal import Cleanup
package import Directories

extension SCIMDirectory: WritableDirectory {
  /// Reads one user by its id, with the groups that have it as a direct member; nil when there is none.
  ///
  /// How often the service is asked for the groups is bounded, see ``SCIMMemberships``.
  package func user(_ id: String) async throws(DirectoryError) -> RemoteUser? {
    try await pool.use { (session) throws(DirectoryError) in try await user(id, session) }
  }

  package func apply(
    _ change: RemoteChange, to user: String
  ) async throws(DirectoryError) -> Bool {
    switch change {
    case .deactivate: return try await set(isActive: false, of: user)
    case .reactivate: return try await set(isActive: true, of: user)
    case .removeMembership(let group): return try await set(isMember: false, user, of: group)
    case .addMembership(let group): return try await set(isMember: true, user, of: group)
    }
  }

  private func set(isActive: Bool, of user: String) async throws(DirectoryError) -> Bool {
    try await pool.use { (session) throws(DirectoryError) in
      try await SCIMWriter(session).setActive(isActive, of: user)
    }
  }

  private func set(
    isMember: Bool, _ user: String, of group: String
  ) async throws(DirectoryError) -> Bool {
    try await turns.alone(with: group) { () throws(DirectoryError) in
      try await pool.use { (session) throws(DirectoryError) in
        try await SCIMWriter(session).setMember(isMember, user, of: group)
      }
    }
  }

  /// Adds a user with an open account; empty texts are left out. One that has the name already is opened,
  /// and is the answer.
  package func create(_ user: RemoteNewUser) async throws(DirectoryError) -> RemoteUser {
    try await pool.use { (session) throws(DirectoryError) in
      let id = try await SCIMCreator(session).create(user)
      guard let created = try await self.user(id, session) else { throw SCIMWriter.gone("user") }
      return created
    }
  }

  private func user(
    _ id: String, _ session: SCIMSession
  ) async throws(DirectoryError) -> RemoteUser? {
    let path = try SCIMPath.resource(id, in: SCIMUsers.path)
    guard let user = try await SCIMWriter(session).read(path) else { return nil }
    let memberships = SCIMMemberships(settings, session, memberFilter)
    return RemoteUser(
      try SCIMUserReader(settings).user(user.object), groups: try await memberships.groups(of: id))
  }
}
