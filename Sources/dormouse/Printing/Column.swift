/// One column of a printed list, or one line of a printed value.
struct Column<Row>: Sendable {
  /// Its heading for people, such as `last activity`.
  let title: String
  /// What stands in it.
  let cell: @Sendable (Row) -> Cell

  /// A column of cells.
  init(_ title: String, _ cell: @escaping @Sendable (Row) -> Cell) {
    self.title = title
    self.cell = cell
  }

  /// Its name in CSV, such as `last_activity`.
  var name: String {
    title.replacing(" ", with: "_").lowercased()
  }
}
