package import Cleanup

extension TenantReader {
  /// The sealed secret of a directory; nil when there is none.
  package func secret(of directory: DirectoryID) throws(StorageError) -> [UInt8]? {
    try connection.first(
      "SELECT secret FROM directories WHERE id = ? AND secret IS NOT NULL", directory.rawValue
    ) { $0.bytes(0) }
  }
}
