internal import GRDB

/// The rows that a statement answers, one at a time. A row is good until the next one.
struct Rows {
  private let cursor: RowCursor

  init(cursor: RowCursor) {
    self.cursor = cursor
  }

  /// The next row; nil behind the last.
  func next() throws(StorageError) -> Row? {
    try translatingErrors { try cursor.next() }
  }
}
