internal import CSQLite
internal import Foundation

/// A value that can be read from a column of a row.
protocol ColumnValue {
  /// Reads the value; what is stored in another type is converted as SQLite converts it.
  static func read(_ statement: OpaquePointer, _ column: Int32) -> Self
}

extension Int64: ColumnValue {
  static func read(_ statement: OpaquePointer, _ column: Int32) -> Int64 {
    sqlite3_column_int64(statement, column)
  }
}

extension Int: ColumnValue {
  static func read(_ statement: OpaquePointer, _ column: Int32) -> Int {
    Int(sqlite3_column_int64(statement, column))
  }
}

extension Bool: ColumnValue {
  static func read(_ statement: OpaquePointer, _ column: Int32) -> Bool {
    sqlite3_column_int64(statement, column) != 0
  }
}

extension String: ColumnValue {
  static func read(_ statement: OpaquePointer, _ column: Int32) -> String {
    guard let text = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }
}

extension Data: ColumnValue {
  static func read(_ statement: OpaquePointer, _ column: Int32) -> Data {
    guard let bytes = sqlite3_column_blob(statement, column) else { return Data() }
    return Data(bytes: bytes, count: Int(sqlite3_column_bytes(statement, column)))
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  static func read(_ statement: OpaquePointer, _ column: Int32) -> Wrapped? {
    sqlite3_column_type(statement, column) == SQLITE_NULL
      ? nil : Wrapped.read(statement, column)
  }
}
