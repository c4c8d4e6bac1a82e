internal import ImportFiles

/// Prints rows as they come, in the chosen format.
struct ListPrinter<Row> {
  private let columns: [Column<Row>]
  private let format: OutputFormat
  private let console: Console
  private let json: (Row) throws -> String
  private let export: ExportTable
  private var table: Table
  private var count = 0
  private var hasHeading = false

  /// A printer of rows; `json` makes one line of a row.
  init(
    _ columns: [Column<Row>], format: OutputFormat, console: Console,
    json: @escaping (Row) throws -> String
  ) {
    self.columns = columns
    self.format = format
    self.console = console
    self.json = json
    export = ExportTable(columns: columns.map(\.name), format: .csv)
    table = Table(columns.map(\.title), usesColor: console.usesColor)
  }

  /// Prints the next rows.
  mutating func print(_ rows: [Row]) throws {
    defer { count += rows.count }
    switch format {
    case .json: for row in rows { try console.print(json(row)) }
    case .csv:
      var bytes = hasHeading ? [] : export.header
      hasHeading = true
      for row in rows { export.append(columns.map { $0.cell(row).exported }, to: &bytes) }
      try console.printFile(bytes)
    case .table where !rows.isEmpty:
      let lines = table.lines(rows.map { row in columns.map { $0.cell(row) } })
      try console.print(lines.joined(separator: "\n"))
    case .table: break
    }
  }

  /// Ends the list; one without rows says so, and keeps its headings in CSV.
  func finish(empty: String) throws {
    guard count == 0 else { return }
    switch format {
    case .json: break
    case .csv: if !hasHeading { try console.print(export.header) }
    case .table: console.note(empty)
    }
  }
}
