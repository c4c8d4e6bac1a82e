internal import Cleanup
internal import Directories
internal import Storage

/// Puts users into groups of a directory by name, as claims or defaults say.
struct ClaimGroups {
  let scene: LoginScene
  let directory: DirectoryID

  /// A group that can be given, with the directory that gives it.
  struct Gift {
    var name: String
    var group: GroupID
    var directory: any Directory
  }

  /// The groups of some names, and why others cannot be given.
  func gifts(_ names: [String]) throws(StorageError) -> ([Gift], [LoginObstacle]) {
    if names.isEmpty { return ([], []) }
    let groups = try scene.groups()
    let allowsAdmins = try scene.provisioning().allowsAdminGroups
    var gifts: [Gift] = []
    var obstacles: [LoginObstacle] = []
    for name in names {
      guard let group = groups.graph.groups(named: [name], in: [directory]).first else {
        obstacles.append(LoginObstacle(.groupNotFound, group: name))
        continue
      }
      let isForbidden = allowsAdmins ? false : try scene.isAdministrative(group)
      if isForbidden {
        obstacles.append(LoginObstacle(.adminGroup, group: name))
      } else if let directory = groups.editor(of: group) {
        gifts.append(Gift(name: name, group: group, directory: directory))
      } else {
        obstacles.append(LoginObstacle(.readOnlyDirectory, group: name))
      }
    }
    return (gifts, obstacles)
  }

  /// Gives a user a group.
  func give(
    _ gift: Gift, to user: UserID, isClaimed: Bool
  ) throws(StorageError) -> AppliedChange {
    let applied = try gift.directory.apply(
      .joinGroup(gift.group), to: user, at: scene.now, in: scene.writer)
    if applied == .changed, isClaimed {
      try scene.writer.setClaimed(true, gift.group, of: user)
    }
    return applied
  }
}
