internal import CSQLite

/// SQL on one connection, inside one access to the database.
///
/// Statements are prepared once per connection and kept; rows are read as SQLite has them, so that
/// nothing but the wanted values is ever copied.
package struct Connection {
  let handle: OpaquePointer  // sqlite3, borrowed from `owner`
  private let owner: ConnectionHandle
  /// What is known of the snapshot from earlier accesses to it; nil where each access has its own.
  let names: SnapshotNames?
  /// Whether the access ends when its task is cancelled.
  private(set) var isCancellable = false

  init(_ owner: ConnectionHandle, names: SnapshotNames?) {
    handle = owner.pointer
    self.owner = owner
    self.names = names
  }

  /// Where the audit ends in the transaction at hand.
  var auditChain: AuditChain { owner.auditChain }

  /// A value that can be bound to a statement.
  typealias Value = PreparedStatement.Value

  /// Steps of SQLite's machine after which a statement looks whether its task was cancelled.
  private static let stepsBetweenLooks: Int32 = 10_000

  /// An access that ends when the task is cancelled, whatever statement is then at work.
  ///
  /// An interruption from outside gets lost when it comes right before a statement begins, so that
  /// long statements look by themselves.
  func cancellable<Value>(_ body: (Connection) throws -> Value) rethrows -> Value {
    sqlite3_progress_handler(
      handle, Self.stepsBetweenLooks, { _ in Task.isCancelled ? 1 : 0 }, nil)
    defer { sqlite3_progress_handler(handle, 0, nil, nil) }
    var access = self
    access.isCancellable = true
    return try body(access)
  }

  /// The statement of a text, prepared at its first use.
  func statement(_ sql: SQL) throws(StorageError) -> PreparedStatement {
    let statement = try owner.statements.statement(sql, on: handle)
    // Interrupting reaches only statements at work; what follows on them must not begin.
    if isCancellable, Task.isCancelled { throw .cancelled }
    return statement
  }

  /// Runs a statement that answers nothing.
  func run<each Bound: BoundValue>(
    _ sql: SQL, _ values: repeat each Bound
  ) throws(StorageError) {
    try statement(sql).run(repeat each values)
  }

  /// Runs a statement that answers nothing, with what the body binds.
  @inline(__always)
  func run(_ sql: SQL, binding body: (inout Binding) -> Void) throws(StorageError) {
    try statement(sql).run(binding: body)
  }

  /// Runs a statement, and answers how many rows it inserted, updated or deleted.
  @discardableResult
  func change<each Bound: BoundValue>(
    _ sql: SQL, _ values: repeat each Bound
  ) throws(StorageError) -> Int {
    try statement(sql).run(repeat each values)
    return changeCount
  }

  /// Inserts a row, and answers its number.
  func insert<each Bound: BoundValue>(
    _ sql: SQL, _ values: repeat each Bound
  ) throws(StorageError) -> Int64 {
    try statement(sql).run(repeat each values)
    return lastInsertedRow
  }

  /// Rows that the last statement inserted, updated or deleted.
  var changeCount: Int { Int(sqlite3_changes(handle)) }

  /// Number of the row that was inserted last.
  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// The first row that a statement answers; nil for none.
  func first<Result>(
    _ sql: SQL, _ values: Value..., read: (Row) throws(StorageError) -> Result
  ) throws(StorageError) -> Result? {
    let statement = try statement(sql)
    try statement.bind(values)
    defer { statement.reset() }
    return try statement.step() ? try read(statement.row) : nil
  }

  /// The first column of the first row, which is there.
  func number(_ sql: SQL, _ values: Value...) throws(StorageError) -> Int64 {
    let statement = try statement(sql)
    try statement.bind(values)
    defer { statement.reset() }
    guard try statement.step() else {
      throw StorageError(
        .corrupt, "the database lacks a row that must be there: restore it from a backup")
    }
    return statement.row[0]
  }

  /// Whether a statement answers any row.
  func exists(_ sql: SQL, _ values: Value...) throws(StorageError) -> Bool {
    let statement = try statement(sql)
    try statement.bind(values)
    defer { statement.reset() }
    return try statement.step()
  }

  /// All rows that a statement answers.
  func all<Result>(
    _ sql: SQL, _ values: Value..., read: (Row) throws(StorageError) -> Result
  ) throws(StorageError) -> [Result] {
    try all(sql, values: values, read: read)
  }

  /// All rows that a statement answers.
  func all<Result>(
    _ sql: SQL, values: [Value], read: (Row) throws(StorageError) -> Result
  ) throws(StorageError) -> [Result] {
    let statement = try statement(sql)
    try statement.bind(values)
    defer { statement.reset() }
    var results: [Result] = []
    while try statement.step() { results.append(try read(statement.row)) }
    return results
  }

  /// Runs statements once that are not worth keeping, whatever they answer.
  func execute(_ sql: String) throws(StorageError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw StorageError(sqliteCode: code) }
  }

  /// Commits everything that the body does, or takes it all back.
  func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try run("BEGIN IMMEDIATE")
    auditChain.forget()
    do {
      let value = try body()
      try storeAuditHead()
      try run("COMMIT")
      return value
    } catch {
      // Some errors have ended the transaction already; and the end must not fail because the task was
      // cancelled.
      if sqlite3_get_autocommit(handle) == 0 { _ = sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
      throw error
    }
  }

  /// Runs a statement to its end, whatever it answers.
  func drain(_ sql: SQL) throws(StorageError) {
    try statement(sql).run()
  }

  /// A cursor over the rows that a statement answers. The statement is busy until the cursor ends;
  /// one that may be used twice at a time must differ in its text.
  func rows(_ sql: SQL, values: [Value]) throws(StorageError) -> Rows {
    let statement = try statement(sql)
    try statement.bind(values)
    return Rows(of: statement)
  }
}
