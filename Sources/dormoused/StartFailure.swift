internal import RPC
internal import Storage

/// Why the server did not start, one sentence for the operator.
struct StartFailure: Error, CustomStringConvertible {
  let description: String

  /// The data folder cannot be used.
  init(_ error: StorageError, data: String) {
    description = "The data folder \(data) cannot be used: \(error.message)."
  }

  /// Nothing can be listened on.
  init(_ error: RPCError) {
    description = "The server cannot listen: \(error.message)."
  }
}
