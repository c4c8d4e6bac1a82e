package import Cleanup
internal import Foundation

extension TenantWriter {
  /// Stores how a directory is reached, and a sealed secret with it; without one, the secret that is
  /// stored stays unless `keepsSecret` is false.
  package func setRemote(
    _ remote: RemoteSettings, secret: [UInt8]?, keepsSecret: Bool, of directory: DirectoryID
  ) throws(StorageError) {
    let stored = try StoredJSON.encode(remote)
    try connection.run(
      "UPDATE directories SET remote = ?, etag = ? WHERE id = ?", stored, Identifier.random(),
      directory.rawValue)
    if let secret {
      try putSecret(secret, of: directory)
    } else if !keepsSecret {
      try connection.run(
        "UPDATE directories SET secret = NULL WHERE id = ?", directory.rawValue)
    }
  }

  /// Stores a sealed secret.
  package func putSecret(
    _ secret: [UInt8], of directory: DirectoryID
  ) throws(StorageError) {
    try connection.run(
      "UPDATE directories SET secret = ? WHERE id = ?", Data(secret), directory.rawValue)
  }

  /// Notes that a listing failed: the users of the directory are none to act on until one is complete.
  package func noteFailure(
    _ failure: ListingFailure, of directory: DirectoryID
  ) throws(StorageError) {
    try connection.run(
      "UPDATE directories SET is_complete = 0, failed_at = ?, failure = ? WHERE id = ?",
      failure.failedAt.microseconds, failure.message, directory.rawValue)
  }
}
