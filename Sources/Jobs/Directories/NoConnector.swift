internal import Cleanup
internal import Directories

/// Reaches no directory, for programs that have none.
struct NoConnector: RemoteConnecting {
  func directory(
    _ settings: RemoteSettings, secret: String
  ) throws(DirectoryError) -> any RemoteDirectory {
    throw DirectoryError(.invalidSettings, "This program reaches no remote directories.")
  }
}
