
/// Rows that belong to users, in the order of users, the user's row first in each.
struct SideCursor<Element> {
  private let rows: Rows
  private let read: (Row) throws(StorageError) -> Element
  private var pending: (user: Int64, element: Element)?
  private var isAtEnd = false

  init(_ rows: Rows, read: @escaping (Row) throws(StorageError) -> Element) {
    self.rows = rows
    self.read = read
  }

  /// Takes what belongs to a user, and leaves out what belongs to users before it. Users must come
  /// in ascending order.
  mutating func take(of user: Int64, into elements: inout [Element]) throws(StorageError) {
    while let element = try current(), element.user <= user {
      if element.user == user { elements.append(element.element) }
      pending = nil
    }
  }

  private mutating func current() throws(StorageError) -> (user: Int64, element: Element)? {
    if pending == nil, !isAtEnd {
      if let row = try rows.next() {
        pending = (row[0], try read(row))
      } else {
        isAtEnd = true
      }
    }
    return pending
  }
}
