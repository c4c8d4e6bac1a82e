/// The rows that a statement answers, one at a time. A row is good until the next one.
final class Rows {
  private let statement: PreparedStatement
  private var isAtEnd = false

  /// Rows of a statement to which its values are bound; the statement is busy while they live.
  init(of statement: PreparedStatement) {
    self.statement = statement
  }

  deinit {
    statement.reset()
  }

  /// The next row; nil behind the last.
  func next() throws(StorageError) -> Row? {
    if isAtEnd { return nil }
    if try statement.step() { return statement.row }
    isAtEnd = true
    return nil
  }
}
