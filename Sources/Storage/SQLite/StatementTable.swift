/// The statements that were prepared on one connection, each at its first use.
///
/// Whoever asks must have an access to the connection, of which there is one at a time: two threads are
/// never in here at once.
final class StatementTable: Sendable {
  // Unsafe only by declaration: read and written within an access alone, as said above.
  private nonisolated(unsafe) var byKey = StatementMap()
  // Unsafe only by declaration, for the same reason.
  private nonisolated(unsafe) var byText: [String: PreparedStatement] = [:]
  // Unsafe only by declaration, for the same reason.
  private nonisolated(unsafe) var isClosed = false

  /// The statement of a text.
  func statement(_ sql: SQL, on connection: OpaquePointer) throws(StorageError) -> PreparedStatement
  {
    if let key = sql.key {
      if let known = byKey[key] { return known }
      let statement = try prepare(sql, on: connection)
      byKey.add(statement, of: key)
      return statement
    }
    if let known = byText[sql.text] { return known }
    let statement = try prepare(sql, on: connection)
    byText[sql.text] = statement
    return statement
  }

  /// Finalizes all statements, without which the connection does not close, and prepares no more.
  func close() {
    byKey = StatementMap()
    byText = [:]
    isClosed = true
  }

  private func prepare(
    _ sql: SQL, on connection: OpaquePointer
  ) throws(StorageError) -> PreparedStatement {
    guard !isClosed else { throw StorageError(.closed, "the database is closed") }
    return PreparedStatement(try StatementHandle(sql.text, on: connection))
  }
}
