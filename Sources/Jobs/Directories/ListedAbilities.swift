internal import Cleanup

/// What a directory was found to be able to do when it was listed.
struct ListedAbilities: Sendable {
  var capabilities: DirectoryCapabilities
  /// External id of the account that asks, where that is one of its users.
  var ownAccount: String?
}
