internal import ImportFiles
internal import Messages

extension Session {
  /// Prints one value: a line per column for people, one row in CSV, the answer as it came in JSON.
  func show<Value>(_ answer: Answer<Value>, _ columns: [Column<Value>]) throws {
    try show(answer.value, columns) { try answer.json() }
  }

  /// Prints one value, of which JSON is made only if it is asked for.
  func show<Value>(
    _ value: Value, _ columns: [Column<Value>], json: () throws -> String
  ) throws {
    switch settings.output {
    case .json: try console.print(json())
    case .csv:
      let table = ExportTable(columns: columns.map(\.name), format: .csv)
      var bytes = table.header
      table.append(columns.map { $0.cell(value).exported }, to: &bytes)
      try console.printFile(bytes)
    case .table:
      let width = columns.map { TerminalText.width($0.title) }.max() ?? 0
      for column in columns {
        let text = column.cell(value).display
        let blanks = String(repeating: " ", count: width - TerminalText.width(column.title))
        try console.print("\(column.title.capitalizedFirst)\(blanks)  \(text.isEmpty ? "-" : text)")
      }
    }
  }

  /// Prints the rows of a list page by page, as many as are wanted.
  func list<Row: WireMessage>(
    _ columns: [Column<Row>], _ wanted: PageOptions, empty: String,
    fetch: (_ pageSize: Int, _ pageToken: String) async throws -> Page<Row>
  ) async throws {
    var printer = ListPrinter(columns, format: settings.output, console: console) {
      try $0.json()
    }
    var left = wanted.most
    var token = ""
    repeat {
      let page = try await fetch(min(left, PageOptions.mostPerPage), token)
      try printer.print(Array(page.rows.prefix(left)))
      left -= min(left, page.rows.count)
      token = page.nextToken
    } while !token.isEmpty && left > 0
    try printer.finish(empty: empty)
    if !token.isEmpty {
      console.note("There is more: give --limit or --all.")
    }
  }

  /// Prints a small table with a heading of its own, for people only.
  func section<Row>(_ title: String, _ columns: [Column<Row>], _ rows: [Row]) throws {
    guard settings.output == .table, !rows.isEmpty else { return }
    var table = Table(columns.map(\.title), usesColor: console.usesColor)
    let lines = table.lines(rows.map { row in columns.map { $0.cell(row) } })
    try console.print((["", title] + lines).joined(separator: "\n"))
  }
}

extension String {
  /// The text with its first letter in upper case.
  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
