/// Does something with storage on behalf of a body that throws failures of its own.
func raising<Value, Failure: StorageFailure>(
  as _: Failure.Type, _ body: () throws(StorageError) -> Value
) throws(Failure) -> Value {
  do throws(StorageError) {
    return try body()
  } catch {
    throw Failure(error)
  }
}
