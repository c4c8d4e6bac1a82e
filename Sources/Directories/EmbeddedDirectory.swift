package import Cleanup
package import Storage

/// The directory that is kept in the tenant's own database and filled by imports.
package struct EmbeddedDirectory: Directory {
  package let capabilities: DirectoryCapabilities

  /// The embedded directory, with what an operator lets it do.
  package init(_ capabilities: DirectoryCapabilities = DirectoryCapabilities()) {
    self.capabilities = capabilities
  }

  package func apply(
    _ change: DirectoryChange, to user: UserID, at moment: Moment, in writer: TenantWriter
  ) throws(StorageError) -> Bool {
    switch change {
    case .deactivate: try writer.setActive(false, of: user, at: moment)
    case .reactivate: try writer.setActive(true, of: user, at: moment)
    case .removeMembership(let group): try writer.removeMembership(of: user, in: group)
    case .addMembership(let group): try writer.addMembership(of: user, in: group, at: moment)
    }
  }
}
