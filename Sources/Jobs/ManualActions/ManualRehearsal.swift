internal import Cleanup
internal import Storage

/// How the rehearsal of a manual action ended; nothing of it is ever kept.
enum ManualRehearsal: StorageFailure {
  case refused(Refusal)
  case wants([WaitingUser])

  init(_ error: StorageError) {
    self = .refused(Refusal(error))
  }
}
