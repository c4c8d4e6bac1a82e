package import Cleanup
package import Storage

/// The directory that is kept in the tenant's own database and filled by imports.
package struct EmbeddedDirectory: Directory {
  private let settings: DirectorySettings

  package var capabilities: DirectoryCapabilities { settings.capabilities }

  /// The embedded directory, with what an operator lets it do.
  package init(_ settings: DirectorySettings) {
    self.settings = settings
  }

  package func apply(
    _ change: DirectoryChange, to user: UserID, at moment: Moment, in writer: TenantWriter
  ) throws(StorageError) -> AppliedChange {
    let isChanged =
      switch change {
      case .deactivate: try writer.setActive(false, of: user, at: moment)
      case .reactivate: try writer.setActive(true, of: user, at: moment)
      case .removeMembership(let group): try writer.removeMembership(of: user, in: group)
      case .addMembership(let group): try writer.addMembership(of: user, in: group, at: moment)
      case .joinGroup(let group): try writer.joinGroup(group, user)
      }
    return isChanged ? .changed : .unchanged
  }

  package func create(
    _ user: NewUser, over row: UserID?, at moment: Moment, in writer: TenantWriter
  ) throws(StorageError) -> CreatedUser {
    guard let row else {
      let created = try writer.createUser(user, in: settings, at: moment)
      return .created(created, externalID: user.externalID)
    }
    try writer.readmitUser(row, as: user, in: settings, at: moment)
    return .created(row, externalID: user.externalID)
  }

  /// Changes how a user is called and reached.
  package func update(
    displayName: String, email: String, of user: UserID, in writer: TenantWriter
  ) throws(StorageError) {
    try writer.setAttributes(displayName: displayName, email: email, of: user)
  }
}
