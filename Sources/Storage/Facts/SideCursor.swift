/// Rows that belong to users, in the order of users, the user's row first in each.
struct SideCursor<Element> {
  private let rows: Rows
  private let read: (Row) throws(StorageError) -> Element
  /// The row that was stepped to and not taken.
  private var pending: (user: Int64, row: Row)?

  init(_ rows: Rows, read: @escaping (Row) throws(StorageError) -> Element) throws(StorageError) {
    self.rows = rows
    self.read = read
    try advance()
  }

  /// Takes what belongs to a user, and leaves out what belongs to users before it. Users must come
  /// in ascending order.
  mutating func take(of user: Int64, into elements: inout [Element]) throws(StorageError) {
    while let (owner, row) = pending, owner <= user {
      if owner == user { elements.append(try read(row)) }
      try advance()
    }
  }

  private mutating func advance() throws(StorageError) {
    pending = try rows.next().map { ($0[0], $0) }
  }
}
