package import Directories

extension SCIMDirectory {
  /// Always nil: who calls is known by a token, which says nothing of users.
  package func ownAccount() async throws(DirectoryError) -> String? { nil }
}
