internal import Cleanup
internal import Directories
internal import Storage

/// Where a run stands between two transactions.
struct RunProgress: Sendable {
  /// The run as last committed.
  var run: Run
  /// The last user that has an outcome; nil before the first.
  var lastUser: UserID?
  /// The tenant's groups, as long as its directories stay as they are.
  var graph: CachedGraph?
  /// Whether everyone has an outcome.
  var isComplete = false
}

/// The tenant's groups together with what tells whether they are still so.
struct CachedGraph: Sendable {
  private let directories: [DirectorySettings]
  let graph: GroupGraph
  let catalog: DirectoryCatalog

  /// Takes the cached groups, or reads them anew when a directory has changed.
  ///
  /// Groups change only with an import, which moves its directory's generation.
  static func current(_ cached: CachedGraph?, in reader: TenantReader) throws(StorageError) -> Self
  {
    let directories = try reader.directories()
    if let cached, cached.directories == directories { return cached }
    return CachedGraph(
      directories: directories, graph: try reader.groupGraph(),
      catalog: DirectoryCatalog(directories))
  }
}
