/// Some of a list's items, and where the next ones begin.
package struct Page<Item: Sendable, Cursor: Sendable>: Sendable {
  /// The items.
  package var items: [Item]
  /// Where the next page begins; nil on the last one.
  package var next: Cursor?

  /// A page of a list.
  package init(items: [Item], next: Cursor?) {
    self.items = items
    self.next = next
  }

  /// Makes a page of at most `limit` items out of up to one more, which tells whether there is a
  /// next page.
  init(_ fetched: [Item], limit: Int, cursor: (Item) -> Cursor) {
    items = Array(fetched.prefix(limit))
    next = fetched.count > limit ? items.last.map(cursor) : nil
  }
}
