internal import Cleanup
internal import Jobs
internal import Messages
internal import RPC
internal import Storage

/// The service `dormouse.v1.Directories`.
struct DirectoriesService: Sendable {
  let engine: RunEngine
  let remotes: RemoteDirectories
  let clock: WallClock

  /// Its methods for the server.
  func methods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.unary(Methods.Directories.putDirectory, putDirectory),
      endpoints.unary(Methods.Directories.deleteDirectory, deleteDirectory),
      endpoints.unary(Methods.Directories.getDirectory, getDirectory),
      endpoints.unary(Methods.Directories.listDirectories, listDirectories),
      endpoints.unary(Methods.Directories.testDirectory, testDirectory),
      endpoints.serverStream(Methods.Directories.syncDirectory, syncDirectory),
      endpoints.clientStream(Methods.Directories.importUsers, importUsers),
      endpoints.unary(Methods.Directories.listUsers, listUsers),
      endpoints.lookup(Methods.Directories.getUser, getUser),
      endpoints.unary(Methods.Directories.listGroups, listGroups),
    ]
  }

  /// The directory with a name.
  static func directory(
    _ name: String, in reader: TenantReader
  ) throws(Refusal) -> DirectorySettings {
    guard !name.isEmpty else { throw .invalid("directory", "name a directory") }
    let found = try attempt { () throws(StorageError) in try reader.directory(named: name) }
    guard let found else {
      throw Refusal(
        .directoryNotFound, "There is no directory \"\(name)\": put it or correct the name.")
    }
    return found
  }
}
