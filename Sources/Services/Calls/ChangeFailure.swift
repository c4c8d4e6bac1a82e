internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

/// Why a change was rolled back.
enum ChangeFailure<Response: WireMessage>: StorageFailure {
  /// It was refused.
  case refused(Refusal)
  /// It was only a rehearsal (`validate_only`): this would have been the answer.
  case rehearsed(Response)

  init(_ error: StorageError) {
    self = .refused(Refusal(error))
  }

  /// Runs something that may be refused.
  static func refusing<Value>(_ body: () throws(Refusal) -> Value) throws(Self) -> Value {
    do {
      return try body()
    } catch {
      throw .refused(error)
    }
  }
}
