/// Writes rows with named columns as CSV or JSON Lines, row by row, in constant memory.
///
/// ```swift
/// let table = ExportTable(columns: ["username", "outcome"], format: .csv)
/// var bytes = table.header
/// table.append([.text("ada"), .text("DONE")], to: &bytes)
/// ```
package struct ExportTable: Sendable {
  /// The names of the columns, in order.
  package let columns: [String]
  /// How rows are written.
  package let format: ImportFormat
  /// For each column, what a JSON object has before its value.
  private let keys: [[UInt8]]

  /// A table with at least one column.
  package init(columns: [String], format: ImportFormat) {
    precondition(!columns.isEmpty, "A table has columns.")
    self.columns = columns
    self.format = format
    keys = columns.enumerated().map { index, name in
      var key = Array((index == 0 ? "{" : ",").utf8)
      JSONText.append(name, to: &key)
      return key + [UInt8(ascii: ":")]
    }
  }

  /// What stands before the first row: a line of names in CSV, nothing in JSON Lines.
  package var header: [UInt8] {
    guard format == .csv else { return [] }
    var bytes: [UInt8] = []
    append(columns.map(ExportValue.text), to: &bytes)
    return bytes
  }

  /// Appends one row with its line break; it has a value for each column, in the same order.
  package func append(_ row: [ExportValue], to bytes: inout [UInt8]) {
    precondition(row.count == columns.count, "A row has a value for each column.")
    switch format {
    case .csv: appendCSV(row, to: &bytes)
    case .jsonLines: appendJSON(row, to: &bytes)
    }
  }

  private func appendCSV(_ row: [ExportValue], to bytes: inout [UInt8]) {
    for (index, value) in row.enumerated() {
      if index > 0 { bytes.append(ASCII.comma) }
      CSVText.append(value, to: &bytes)
    }
    // A lone empty field would be a blank line, which readers pass over.
    if row.count == 1, row[0].isEmptyText { bytes += [ASCII.quote, ASCII.quote] }
    bytes += [ASCII.carriageReturn, ASCII.lineFeed]
  }

  private func appendJSON(_ row: [ExportValue], to bytes: inout [UInt8]) {
    for (key, value) in zip(keys, row) {
      bytes += key
      JSONText.append(value, to: &bytes)
    }
    bytes += [UInt8(ascii: "}"), ASCII.lineFeed]
  }
}

extension ExportValue {
  /// Whether the value takes no room at all in CSV.
  fileprivate var isEmptyText: Bool {
    self == .empty || self == .text("") || self == .list([])
  }
}
