internal import Cleanup
internal import Directories

/// A user who waits for changes in remote directories.
struct WaitingUser: Sendable {
  let user: UserID
  let wants: RemoteWants
}
