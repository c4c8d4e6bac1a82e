package import Cleanup
internal import Foundation
internal import Glibc
internal import ImportFiles
package import Storage

/// The log file of a run: JSON Lines in the tenant's folder `userCleanupLogs/`, named by the run id.
///
/// The file is a copy for people and tools that read without the service; the database has the truth.
package struct RunLog: Sendable {
  /// Outcomes that are read at once.
  package static let pageSize = 1000

  private static let trouble = "The log file of the run cannot be written."

  private let files: TenantFiles

  /// The log files of one tenant.
  package init(_ files: TenantFiles) {
    self.files = files
  }

  /// A run's file below the data folder.
  package func relativePath(of run: Run) -> String {
    "\(files.relativeLogs)/\(run.id).jsonl"
  }

  /// Whether the file of a run is there.
  package func exists(_ run: Run) -> Bool {
    FileManager.default.fileExists(atPath: path(of: run))
  }

  /// Writes the file of a run that has ended, under a temporary name until it is whole.
  ///
  /// Several may write the same file at once: each has a temporary name of its own, and the last one
  /// puts the same lines in its place.
  package func write(_ run: Run, from reader: TenantReader) throws(StorageError) {
    let part = "\(path(of: run)).\(Identifier.random()).part"
    do {
      guard makeFolder() else { throw StorageError(.io, Self.trouble) }
      try write(run, from: reader, to: part)
      guard rename(part, path(of: run)) == 0 else { throw StorageError(.io, Self.trouble) }
      // What an earlier process or a failed write left of a draft is of no use any more.
      _ = unlink(draftPath(of: run))
    } catch {
      // Nothing but the temporary file is left of the try, and it is of no use.
      try? FileManager.default.removeItem(atPath: part)
      throw error as? StorageError ?? StorageError(.io, Self.trouble)
    }
  }

  private func write(_ run: Run, from reader: TenantReader, to part: String) throws {
    _ = FileManager.default.createFile(
      atPath: part, contents: nil, attributes: [.posixPermissions: 0o600])
    let handle = try FileHandle(forWritingTo: URL(filePath: part))
    defer { try? handle.close() }
    let table = OutcomeTable(format: .jsonLines)
    var bytes = RunSummaryLine.bytes(of: run)
    var sequence: Int64? = 0
    while let after = sequence {
      let page = try reader.outcomes(ofRun: run.id, after: after, limit: Self.pageSize)
      table.append(page.items, to: &bytes)
      try handle.write(contentsOf: bytes)
      bytes.removeAll(keepingCapacity: true)
      sequence = page.next
    }
    try handle.synchronize()
  }

  /// Makes the folder of the log files if it is not there; false when that cannot be done.
  func makeFolder() -> Bool {
    (try? FileManager.default.createDirectory(
      atPath: files.logs, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])) != nil
  }

  /// The file of a run.
  func path(of run: Run) -> String {
    "\(files.logs)/\(run.id).jsonl"
  }

  /// What the engine writes while the run is at work.
  func draftPath(of run: Run) -> String {
    "\(path(of: run)).draft"
  }
}
