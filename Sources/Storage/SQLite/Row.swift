internal import CSQLite
internal import Cleanup
internal import Foundation

/// The row at which a statement stands; good until the statement is stepped or reset.
struct Row {
  private let statement: OpaquePointer  // sqlite3_stmt, borrowed from the `PreparedStatement`

  init(of statement: OpaquePointer) {
    self.statement = statement
  }

  /// A column's value. An optional one is nil for NULL; others read NULL as zero or empty.
  subscript<Value: ColumnValue>(_ column: Int) -> Value {
    Value.read(statement, Int32(truncatingIfNeeded: column))
  }

  /// Whether a column is NULL.
  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(truncatingIfNeeded: column)) == SQLITE_NULL
  }

  /// A whole number.
  func int64(_ column: Int) -> Int64 {
    self[column]
  }

  /// A text.
  func text(_ column: Int) -> String {
    self[column]
  }

  /// A text; the one at hand when it is the same, so that no other is made.
  func text(_ column: Int, like known: String) -> String {
    let column = Int32(truncatingIfNeeded: column)
    let isSame = known.utf8.withContiguousStorageIfAvailable { utf8 in
      guard let text = sqlite3_column_text(statement, column), let start = utf8.baseAddress else {
        return false
      }
      return sqlite3_column_bytes(statement, column) == utf8.count
        && memcmp(text, start, utf8.count) == 0
    }
    return isSame == true ? known : String.read(statement, column)
  }

  /// A moment, stored in microseconds since 1970.
  func moment(_ column: Int) -> Moment {
    Moment(microseconds: self[column])
  }

  /// A moment or NULL.
  func optionalMoment(_ column: Int) -> Moment? {
    (self[column] as Int64?).map(Moment.init(microseconds:))
  }

  /// A blob.
  func bytes(_ column: Int) -> [UInt8] {
    [UInt8](self[column] as Data)
  }

  /// A case of an enumeration by its raw value.
  func value<Case: RawRepresentable>(_ column: Int) throws(StorageError) -> Case
  where Case.RawValue: ColumnValue {
    guard let value = Case(rawValue: self[column] as Case.RawValue) else {
      throw StorageError(.corrupt, "the database has a value that this program does not know")
    }
    return value
  }
}
