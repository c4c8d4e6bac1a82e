package import Cleanup
package import Storage

/// How effects reach the users of a directory.
///
/// A directory that lives in the tenant's own database changes in the caller's transaction, so that
/// effect, outcome, hold and audit are stored together or not at all. One that somebody else keeps is changed
/// beforehand (``RemoteLedger``).
package protocol Directory: Sendable {
  /// What the directory can do.
  var capabilities: DirectoryCapabilities { get }

  /// Brings a user to the state that the change names.
  func apply(
    _ change: DirectoryChange, to user: UserID, at moment: Moment, in writer: TenantWriter
  ) throws(StorageError) -> AppliedChange

  /// Adds a user with an open account; `row` is that of one whom the directory had before, who comes
  /// back.
  func create(
    _ user: NewUser, over row: UserID?, at moment: Moment, in writer: TenantWriter
  ) throws(StorageError) -> CreatedUser
}
