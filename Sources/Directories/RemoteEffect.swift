package import Cleanup

/// A change of one user that has to be made in a remote directory.
package struct RemoteEffect: Hashable, Sendable {
  /// The directory that is changed.
  package var directory: DirectoryID
  /// The user; nil for the one who is being created.
  package var user: UserID?
  /// The state to reach.
  package var change: DirectoryChange

  /// A change in a directory.
  package init(directory: DirectoryID, user: UserID?, change: DirectoryChange) {
    self.directory = directory
    self.user = user
    // Grace periods are no matter of the directory.
    if case .joinGroup(let group) = change {
      self.change = .addMembership(group)
    } else {
      self.change = change
    }
  }

  /// What is taken, and where from; nil for a change that gives something.
  package var taking: (effect: Effect, group: GroupID?)? {
    switch change {
    case .deactivate: (.deactivate, nil)
    case .removeMembership(let group): (.removeFromGroup, group)
    case .reactivate, .addMembership, .joinGroup: nil
    }
  }

  /// What is done to the user, as it is stored.
  package var noted: (effect: Effect, group: GroupID?) {
    switch change {
    case .deactivate: (.deactivate, nil)
    case .reactivate: (.reactivate, nil)
    case .removeMembership(let group): (.removeFromGroup, group)
    case .addMembership(let group), .joinGroup(let group): (.addToGroup, group)
    }
  }

  /// The change that takes this one back.
  package var inverse: RemoteEffect {
    let change: DirectoryChange =
      switch change {
      case .deactivate: .reactivate
      case .reactivate: .deactivate
      case .removeMembership(let group): .addMembership(group)
      case .addMembership(let group), .joinGroup(let group): .removeMembership(group)
      }
    return RemoteEffect(directory: directory, user: user, change: change)
  }
}
