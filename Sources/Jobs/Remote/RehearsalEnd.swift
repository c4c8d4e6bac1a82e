internal import Directories
internal import Storage

/// Why a rehearsal was taken back.
enum RehearsalEnd: StorageFailure {
  case storage(StorageError)
  case wants(RemoteWants)

  init(_ error: StorageError) {
    self = .storage(error)
  }
}
