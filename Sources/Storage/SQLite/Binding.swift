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
/// to be where the code is compiled, and texts lie side by side in memory of the caller's, where SQLite
/// would take and give back a piece of its own for each. They are good until the statement has run.
struct Binding {
  /// Bytes of memory that texts are most often content with.
  static let room = 1024
  /// The same for statements that ask for many at once.
  static let largeRoom = 4096

  private let statement: OpaquePointer  // sqlite3_stmt, borrowed from the `PreparedStatement`
  private var room: UnsafeMutableRawBufferPointer  // what is left of it, borrowed from the caller
  private var index: Int32 = 0
  /// What SQLite said of the first value that it did not take; `SQLITE_OK` when it took all.
  private(set) var code = SQLITE_OK

  init(to statement: OpaquePointer, in room: UnsafeMutableRawBufferPointer) {
    self.statement = statement
    self.room = room
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

  /// Binds a text to the next parameter.
  mutating func add(_ text: String) {
    index += 1
    let code = text.utf8.withContiguousStorageIfAvailable { bind(UnsafeRawBufferPointer($0)) }
    note((code ?? nil) ?? text.bind(to: statement, at: index))
  }

  /// Binds a text, or NULL, to the next parameter.
  @inline(__always)
  mutating func add(_ text: String?) {
    if let text { return add(text) }
    index += 1
    note(sqlite3_bind_null(statement, index))
  }

  /// Binds UTF-8 from the room; nil when it has not enough left.
  @inline(__always)
  private mutating func bind(_ utf8: UnsafeRawBufferPointer) -> Int32? {
    // An empty text has an address too, as no address would be NULL.
    guard let place = room.baseAddress, utf8.count <= room.count else { return nil }
    room.copyMemory(from: utf8)
    room = UnsafeMutableRawBufferPointer(rebasing: room[utf8.count...])
    return sqlite3_bind_text(
      statement, index, place.assumingMemoryBound(to: CChar.self), Int32(clamping: utf8.count),
      nil)
  }

  private mutating func note(_ answer: Int32) {
    if code == SQLITE_OK { code = answer }
  }
}
