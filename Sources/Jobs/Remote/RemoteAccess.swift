internal import Cleanup
internal import Directories
internal import Storage

/// The remote directories of one tenant, as they are stored.
struct RemoteAccess: Sendable {
  let database: TenantDatabase
  let remotes: RemoteDirectories

  /// The settings of a directory and its secret, of one moment: what was stored for one server is never
  /// shown to another.
  func stored(
    _ directory: DirectoryID
  ) async throws(Refusal) -> (settings: DirectorySettings, sealed: [UInt8]?) {
    let found = try await attempt { () async throws(StorageError) in
      try await database.read { (reader) throws(StorageError) in
        (settings: try reader.directory(directory), sealed: try reader.secret(of: directory))
      }
    }
    guard let settings = found.settings else {
      throw Refusal(.directoryNotFound, "The directory is no longer there.")
    }
    return (settings, found.sealed)
  }

  /// A directory by how it is reached; its secret is sealed anew where an older key has sealed it.
  func open(
    _ directory: DirectoryID
  ) async throws(Refusal) -> (settings: DirectorySettings, remote: any RemoteDirectory) {
    let (settings, sealed) = try await stored(directory)
    if let sealed, let again = remotes.resealed(sealed, of: settings.id, tenant: database.id) {
      _ = try await attempt { () async throws(StorageError) in
        try await database.write { (writer) throws(StorageError) in
          // Unless somebody has given another one meanwhile.
          guard try writer.reader.secret(of: settings.id) == sealed else { return }
          try writer.putSecret(again, of: settings.id)
        }
      }
    }
    return (settings, try remotes.directory(settings, sealed: sealed, tenant: database.id))
  }

  /// A directory whose users can be changed.
  func writable(
    _ directory: DirectoryID
  ) async throws(EffectFailure) -> (settings: DirectorySettings, remote: any WritableDirectory) {
    do throws(Refusal) {
      let (settings, remote) = try await open(directory)
      guard let remote = remote as? any WritableDirectory else {
        throw RemoteDirectories.notRemote(settings.name)
      }
      return (settings, remote)
    } catch {
      throw EffectFailure(.directoryUnavailable, error.message)
    }
  }
}
