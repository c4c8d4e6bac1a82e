internal import CSQLite

/// A prepared statement of one connection, bound and stepped by SQLite's own functions.
///
/// Values are bound and read as what they are, for boxes around them would cost more than SQLite itself
/// takes for a row. Whoever runs a statement many times over holds it, and saves even finding it.
struct PreparedStatement {
  /// A value to bind; nil is NULL.
  typealias Value = (any BoundValue)?

  /// Tells SQLite to keep a copy of a text or blob: its `SQLITE_TRANSIENT`, a cast that the importer
  /// does not know.
  static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private let owner: StatementHandle
  private let handle: OpaquePointer  // sqlite3_stmt, borrowed from `owner`

  init(_ owner: StatementHandle) {
    self.owner = owner
    handle = owner.pointer
  }

  /// The row at which the statement stands.
  var row: Row { Row(of: handle) }

  /// Runs the statement to its end. Values are bound as what they are, without an array of boxes.
  func run<each Bound: BoundValue>(_ values: repeat each Bound) throws(StorageError) {
    // The statement may stand at a row of an earlier use that was left by an error.
    _ = sqlite3_reset(handle)
    var index: Int32 = 0
    for value in repeat each values {
      index += 1
      try check(value.bind(to: handle, at: index))
    }
    defer { reset() }
    while try step() {}
  }

  /// Runs the statement to its end with what the body binds.
  @inline(__always)
  func run(binding body: (inout Binding) -> Void) throws(StorageError) {
    // The statement may stand at a row of an earlier use that was left by an error.
    _ = sqlite3_reset(handle)
    let code = withUnsafeTemporaryAllocation(byteCount: Binding.room, alignment: 1) { room in
      var binding = Binding(to: handle, in: room)
      body(&binding)
      return binding.code == SQLITE_OK ? runToEnd() : binding.code
    }
    // Nothing may be left bound to the room, which is gone.
    _ = sqlite3_clear_bindings(handle)
    try check(code)
  }

  /// Reads rows of the statement with what the body binds, until one is the last that is wanted;
  /// parameters behind what is bound are NULL.
  func read(
    binding body: (inout Binding) -> Void, row: (Row) -> Bool
  ) throws(StorageError) {
    // The statement may stand at a row of an earlier use that was left by an error.
    _ = sqlite3_reset(handle)
    let code = withUnsafeTemporaryAllocation(byteCount: Binding.largeRoom, alignment: 1) { room in
      var binding = Binding(to: handle, in: room)
      body(&binding)
      return binding.code == SQLITE_OK ? runToEnd(row) : binding.code
    }
    // Nothing may be left bound to the room, which is gone.
    _ = sqlite3_clear_bindings(handle)
    try check(code)
  }

  /// Steps to the end, or to a row that is the last one wanted, resets, and answers what SQLite said of
  /// it all.
  private func runToEnd(_ wantsMore: (Row) -> Bool = { _ in true }) -> Int32 {
    while true {
      let code = sqlite3_step(handle)
      if code == SQLITE_ROW, wantsMore(row) { continue }
      reset()
      return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : code
    }
  }

  /// Runs the statement to its end.
  func run(values: [Value]) throws(StorageError) {
    try bind(values)
    defer { reset() }
    while try step() {}
  }

  /// Binds the only value, without making an array of it.
  func bind(only value: some BoundValue) throws(StorageError) {
    _ = sqlite3_reset(handle)
    try check(value.bind(to: handle, at: 1))
  }

  /// Binds all values, the first to the first parameter.
  func bind(_ values: [Value]) throws(StorageError) {
    // The statement may stand at a row of an earlier use that was left by an error.
    _ = sqlite3_reset(handle)
    for index in values.indices {
      let place = Int32(truncatingIfNeeded: index + 1)
      try check(values[index]?.bind(to: handle, at: place) ?? sqlite3_bind_null(handle, place))
    }
  }

  /// Goes to the next row; false behind the last.
  func step() throws(StorageError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      reset()
      throw StorageError(sqliteCode: code)
    }
  }

  /// Ends the statement's use; its row is gone.
  func reset() {
    // The code repeats what the last step said.
    _ = sqlite3_reset(handle)
  }

  private func check(_ code: Int32) throws(StorageError) {
    guard code == SQLITE_OK else { throw StorageError(sqliteCode: code) }
  }
}
