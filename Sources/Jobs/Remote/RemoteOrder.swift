internal import Cleanup
internal import Directories
internal import Storage

/// A change in a remote directory by the names that it knows.
struct RemoteOrder: Sendable {
  let effect: RemoteEffect
  /// The user's id.
  let user: String
  let change: RemoteChange

  /// The change in the words of its directory, of a user who has an id there.
  ///
  /// Throws where the directory has no such user or group.
  init(
    _ effect: RemoteEffect, of user: String, in reader: TenantReader
  ) throws(StorageError) {
    self.effect = effect
    self.user = user
    change =
      switch effect.change {
      case .deactivate: .deactivate
      case .reactivate: .reactivate
      case .removeMembership(let group):
        .removeMembership(try reader.externalID(of: group) ?? "")
      case .addMembership(let group), .joinGroup(let group):
        .addMembership(try reader.externalID(of: group) ?? "")
      }
  }

  /// Whether a user is as the change wants it.
  func isReached(by found: RemoteUser) -> Bool {
    let groups = found.groups.lazy.map(\.externalID)
    return switch change {
    case .deactivate: found.user.user.isActive == false
    case .reactivate: found.user.user.isActive != false
    case .removeMembership(let group): !groups.contains(group)
    case .addMembership(let group): groups.contains(group)
    }
  }
}
