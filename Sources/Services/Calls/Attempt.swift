internal import Cleanup
internal import Jobs
internal import Storage

/// Runs something of storage where refusals are thrown.
func attempt<Value>(_ body: () throws(StorageError) -> Value) throws(Refusal) -> Value {
  do {
    return try body()
  } catch {
    throw Refusal(error)
  }
}

/// Runs something of storage where refusals are thrown.
func attempt<Value>(
  _ body: () async throws(StorageError) -> Value
) async throws(Refusal) -> Value {
  do {
    return try await body()
  } catch {
    throw Refusal(error)
  }
}
