package import Cleanup

/// The directories of a tenant by their rows.
package struct DirectoryCatalog: Sendable {
  private let embedded: [DirectoryID: any Directory]
  private let remote: [DirectoryID: DirectorySettings]
  private let ledger: RemoteLedger?

  /// The directories behind some settings; no remote one can be changed.
  package init(_ settings: [DirectorySettings]) {
    embedded = Dictionary(
      uniqueKeysWithValues: settings.filter { $0.remote == nil }.map {
        ($0.id, EmbeddedDirectory($0))
      })
    remote = Dictionary(
      uniqueKeysWithValues: settings.filter { $0.remote != nil }.map { ($0.id, $0) })
    ledger = nil
  }

  private init(_ catalog: DirectoryCatalog, ledger: RemoteLedger) {
    embedded = catalog.embedded
    remote = catalog.remote
    self.ledger = ledger
  }

  /// The same directories, of which the remote ones are changed by way of a ledger.
  package func acting(through ledger: RemoteLedger) -> DirectoryCatalog {
    DirectoryCatalog(self, ledger: ledger)
  }

  /// Whether any remote directory can be changed at all.
  package var hasRemoteEditors: Bool {
    remote.values.contains { settings in
      let able = settings.capabilities
      return able.deactivate || able.editGroups || able.createUsers
    }
  }

  /// The directory in a row; nil when there is none, or when it cannot be changed from here.
  package subscript(_ id: DirectoryID) -> (any Directory)? {
    if let directory = embedded[id] { return directory }
    guard let ledger, let settings = remote[id] else { return nil }
    return MirroredDirectory(
      listed: EmbeddedDirectory(settings), settings: settings, ledger: ledger)
  }

  /// The embedded directory in a row; nil when there is none, or when somebody else keeps it.
  package func embedded(_ id: DirectoryID) -> EmbeddedDirectory? {
    embedded[id] as? EmbeddedDirectory
  }
}
