internal import Cleanup

/// Where a tenant's files are.
package struct TenantFiles: Hashable, Sendable {
  /// The folder that holds the others.
  package let folder: String
  /// The SQLite database.
  package let database: String
  /// Held while the tenant is open.
  package let lock: String
  /// The folder of the runs' log files.
  package let logs: String

  /// The one function that knows where the files of a tenant are, per owner epoch: whoever takes a
  /// tenant over starts in a folder that the owner before never writes to.
  init(of tenant: TenantID, ownerEpoch: Int64, in dataFolder: String) {
    let base = "\(dataFolder)/tenants/\(tenant)"
    folder = ownerEpoch == 1 ? base : "\(base)-\(ownerEpoch)"
    database = "\(folder)/tenant.sqlite"
    lock = "\(folder)/lock"
    logs = "\(folder)/userCleanupLogs"
  }
}
