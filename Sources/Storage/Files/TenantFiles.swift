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

  /// The folder of the runs' log files below the data folder.
  package var relativeLogs: String {
    logs.split(separator: "/").suffix(3).joined(separator: "/")
  }

  /// Whose folder a name in the folder of the tenants is, and in which epoch; nil for any other.
  static func owner(ofFolder name: String) -> (TenantID, ownerEpoch: Int64)? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let id = TenantID(String(parts[0])) else { return nil }
    if parts.count == 1 { return (id, 1) }
    guard let epoch = Int64(parts[1]), epoch > 1, String(epoch) == parts[1] else { return nil }
    return (id, epoch)
  }
}
