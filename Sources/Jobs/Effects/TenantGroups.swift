internal import Cleanup
internal import Directories
internal import Storage

/// A tenant's groups and directories, with what tells whether they are still so.
struct TenantGroups: Sendable {
  let settings: [DirectorySettings]
  let graph: GroupGraph
  private var catalog: DirectoryCatalog

  /// Takes the groups that are known, or reads them anew when a directory has changed.
  ///
  /// Groups and nestings change only with an import, which moves its directory's generation. What was
  /// observed of logins comes with them and is as old as they are, whatever logins came since.
  static func current(
    _ known: TenantGroups?, in reader: TenantReader
  ) throws(StorageError) -> TenantGroups {
    let settings = try reader.directories(knowing: known?.settings ?? [])
    if let known, known.settings == settings { return known }
    return TenantGroups(
      settings: settings, graph: try reader.groupGraph(), catalog: DirectoryCatalog(settings))
  }

  /// The same, where remote directories are changed by way of a ledger.
  func acting(through ledger: RemoteLedger) -> TenantGroups {
    var groups = self
    groups.catalog = catalog.acting(through: ledger)
    return groups
  }

  /// Whether any remote directory can be changed, so that work has to be rehearsed.
  var hasRemoteEditors: Bool { catalog.hasRemoteEditors }

  /// Whether somebody else keeps a directory.
  func isRemote(_ directory: DirectoryID) -> Bool {
    settings.contains { $0.id == directory && $0.remote != nil }
  }

  /// The directory that can open and close a user's account; nil when it cannot be changed.
  func editor(of facts: UserFacts) -> (any Directory)? {
    editor(of: facts.directory)
  }

  /// A directory that can open and close accounts; nil when it cannot be changed.
  func editor(of directory: DirectoryID) -> (any Directory)? {
    catalog[directory].flatMap { $0.capabilities.deactivate ? $0 : nil }
  }

  /// A directory in which can be changed how users are called; nil when it cannot.
  func describer(in directory: DirectoryID) -> EmbeddedDirectory? {
    catalog.embedded(directory)
  }

  /// A directory that can create users; nil when it cannot.
  func creator(in directory: DirectoryID) -> (any Directory)? {
    catalog[directory].flatMap { $0.capabilities.createUsers ? $0 : nil }
  }

  /// The directory that can change the members of a group: the group's own, whatever directory a
  /// member is from. Nil when it cannot be changed.
  func editor(of group: GroupID) -> (any Directory)? {
    graph.directory(of: group).flatMap { catalog[$0] }
      .flatMap { $0.capabilities.editGroups ? $0 : nil }
  }
}
