/// One page of a list.
struct Page<Row> {
  /// The rows of the page.
  var rows: [Row]
  /// What the next page is asked with; empty on the last.
  var nextToken: String

  /// A page as the server answered it.
  init(_ rows: [Row], _ nextToken: String) {
    self.rows = rows
    self.nextToken = nextToken
  }
}
