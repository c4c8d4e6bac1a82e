internal import Cleanup
internal import Directories
internal import Storage

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
