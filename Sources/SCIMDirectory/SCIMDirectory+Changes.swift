package import Cleanup
package import Directories

extension SCIMDirectory {
  /// A user by its id, as it is now; nil when the service has none.
  package func user(_ id: String) async throws(DirectoryError) -> ListedUser? {
    let path = try SCIMPath.resource(id, in: SCIMUsers.path)
    guard let user = try await SCIMWriter(try session()).read(path) else { return nil }
    return try SCIMUserReader(settings).user(user.object)
  }

  /// Opens or closes an account.
  ///
  /// - Returns: false when it was so already.
  @discardableResult
  package func setActive(_ isActive: Bool, of id: String) async throws(DirectoryError) -> Bool {
    try await SCIMWriter(try session()).setActive(isActive, of: id)
  }

  /// Makes a user a direct member of a group, by the ids of both.
  ///
  /// - Returns: false when it was one already.
  @discardableResult
  package func addMember(
    _ user: String, to group: String
  ) async throws(DirectoryError) -> Bool {
    try await SCIMWriter(try session()).setMember(true, user, of: group)
  }

  /// Takes a user out of the direct members of a group, by the ids of both. That others are lost by it is
  /// an error.
  ///
  /// - Returns: false when it was none.
  @discardableResult
  package func removeMember(
    _ user: String, from group: String
  ) async throws(DirectoryError) -> Bool {
    try await SCIMWriter(try session()).setMember(false, user, of: group)
  }

  /// Creates a user with an open account; empty texts are left out. One that has the name already is
  /// reactivated.
  package func create(
    _ username: String, displayName: String = "", email: String = ""
  ) async throws(DirectoryError) -> SCIMCreatedUser {
    try await SCIMCreator(settings, try session()).create(
      username, displayName: displayName, email: email)
  }
}
