internal import CSQLite

/// Binds values to a statement, one behind the other.
///
/// ```swift
/// try connection.run("UPDATE users SET is_active = ? WHERE id = ?") {
///   $0.add(false)
///   $0.add(user.rawValue)
/// }
/// ```
///
/// For statements that run for each of a million users: each value goes to SQLite as what it is known
/// to be where the code is compiled.
struct Binding {
  private let statement: OpaquePointer  // sqlite3_stmt, borrowed from the `PreparedStatement`
  private var index: Int32 = 0
  /// What SQLite said of the first value that it did not take; `SQLITE_OK` when it took all.
  private(set) var code = SQLITE_OK

  init(to statement: OpaquePointer) {
    self.statement = statement
  }

  /// Binds a value to the next parameter.
  @inline(__always)
  mutating func add(_ value: some BoundValue) {
    index += 1
    note(value.bind(to: statement, at: index))
  }

  /// Binds a value, or NULL, to the next parameter.
  @inline(__always)
  mutating func add(_ value: (some BoundValue)?) {
    index += 1
    note(value?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement, index))
  }

  private mutating func note(_ answer: Int32) {
    if code == SQLITE_OK { code = answer }
  }
}
