internal import Cleanup
internal import Directories
internal import Storage

/// Why nothing of a login was kept.
enum LoginStop: StorageFailure {
  case refused(Refusal)
  case wants(RemoteWants)

  init(_ error: StorageError) {
    self = .refused(Refusal(error))
  }
}
