internal import GRDB

/// SQL on one connection, inside one access to the database.
///
/// Statements are prepared once per connection and kept; rows are read through cursors, so that
/// nothing but the wanted values is ever copied.
package struct Connection {
  let database: Database

  /// A value that can be bound to a statement.
  typealias Value = (any DatabaseValueConvertible)?

  /// Runs a statement that answers nothing.
  func run(_ sql: String, _ values: Value...) throws(StorageError) {
    try run(sql, values: values)
  }

  /// Runs a statement that answers nothing.
  func run(_ sql: String, values: [Value]) throws(StorageError) {
    try translatingErrors {
      let statement = try database.cachedStatement(sql: sql)
      statement.setUncheckedArguments(StatementArguments(values))
      try statement.execute()
    }
  }

  /// Runs a statement, and answers how many rows it inserted, updated or deleted.
  @discardableResult
  func change(_ sql: String, _ values: Value...) throws(StorageError) -> Int {
    try run(sql, values: values)
    return database.changesCount
  }

  /// Inserts a row, and answers its number.
  func insert(_ sql: String, _ values: Value...) throws(StorageError) -> Int64 {
    try run(sql, values: values)
    return database.lastInsertedRowID
  }

  /// The first row that a statement answers; nil for none.
  func first<Result>(
    _ sql: String, _ values: Value..., read: (Row) throws(StorageError) -> Result
  ) throws(StorageError) -> Result? {
    let rows = try rows(sql, values: values)
    // The end of the cursor resets the statement, and with it the row.
    defer { extendLifetime(rows) }
    guard let row = try rows.next() else { return nil }
    return try read(row)
  }

  /// The first column of the first row, which is there.
  func number(_ sql: String, _ values: Value...) throws(StorageError) -> Int64 {
    let rows = try rows(sql, values: values)
    // The end of the cursor resets the statement, and with it the row.
    defer { extendLifetime(rows) }
    guard let row = try rows.next() else {
      throw StorageError(.corrupt, "the database lacks a row that must be there")
    }
    return row[0]
  }

  /// Whether a statement answers any row.
  func exists(_ sql: String, _ values: Value...) throws(StorageError) -> Bool {
    try rows(sql, values: values).next() != nil
  }

  /// All rows that a statement answers.
  func all<Result>(
    _ sql: String, _ values: Value..., read: (Row) throws(StorageError) -> Result
  ) throws(StorageError) -> [Result] {
    try all(sql, values: values, read: read)
  }

  /// All rows that a statement answers.
  func all<Result>(
    _ sql: String, values: [Value], read: (Row) throws(StorageError) -> Result
  ) throws(StorageError) -> [Result] {
    let rows = try rows(sql, values: values)
    var results: [Result] = []
    while let row = try rows.next() { results.append(try read(row)) }
    return results
  }

  /// Runs a statement to its end, whatever it answers.
  func drain(_ sql: String) throws(StorageError) {
    let rows = try rows(sql, values: [])
    while try rows.next() != nil {}
  }

  /// A cursor over the rows that a statement answers. The statement is busy until the cursor ends;
  /// one that may be used twice at a time must differ in its text.
  func rows(_ sql: String, values: [Value]) throws(StorageError) -> Rows {
    try translatingErrors {
      let statement = try database.cachedStatement(sql: sql)
      statement.setUncheckedArguments(StatementArguments(values))
      return Rows(cursor: try Row.fetchCursor(statement))
    }
  }
}
