package import Cleanup
internal import Foundation
internal import ImportFiles
package import Storage

/// The log file of a run: JSON Lines in the tenant's folder `userCleanupLogs/`, named by the run id.
///
/// The file is a copy for people and tools that read without the service; the database has the truth.
package struct RunLog: Sendable {
  /// Outcomes that are read at once.
  package static let pageSize = 1000

  private let files: TenantFiles

  /// The log files of one tenant.
  package init(_ files: TenantFiles) {
    self.files = files
  }

  /// A run's file below the data folder.
  package static func relativePath(of run: Run, tenant: TenantID) -> String {
    "tenants/\(tenant)/userCleanupLogs/\(run.id).jsonl"
  }

  /// Whether the file of a run is there.
  package func exists(_ run: Run) -> Bool {
    FileManager.default.fileExists(atPath: path(of: run))
  }

  /// Writes the file of a run that has ended, under a temporary name until it is whole.
  package func write(_ run: Run, from reader: TenantReader) throws(StorageError) {
    let part = path(of: run) + ".part"
    do {
      _ = FileManager.default.createFile(
        atPath: part, contents: nil, attributes: [.posixPermissions: 0o600])
      let handle = try FileHandle(forWritingTo: URL(filePath: part))
      defer { try? handle.close() }
      try handle.write(contentsOf: Data(RunSummaryLine.bytes(of: run)))
      var sequence: Int64? = 0
      while let after = sequence {
        let page = try reader.outcomes(ofRun: run.id, after: after, limit: Self.pageSize)
        try handle.write(contentsOf: Data(OutcomeTable(format: .jsonLines).bytes(of: page.items)))
        sequence = page.next
      }
      try handle.synchronize()
      try FileManager.default.removeItem(ifPresent: path(of: run))
      try FileManager.default.moveItem(atPath: part, toPath: path(of: run))
    } catch let error as StorageError {
      throw error
    } catch {
      throw StorageError(.io, "The log file of the run cannot be written.")
    }
  }

  private func path(of run: Run) -> String {
    "\(files.logs)/\(run.id).jsonl"
  }
}

extension FileManager {
  fileprivate func removeItem(ifPresent path: String) throws {
    if fileExists(atPath: path) { try removeItem(atPath: path) }
  }
}
