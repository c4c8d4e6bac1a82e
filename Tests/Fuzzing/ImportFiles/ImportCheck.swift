internal import Cleanup
internal import ImportFiles

/// Files to import: cut anyhow they hold the same rows and the same mistakes, and a good row that is
/// written comes back.
///
/// Flags: 0, the file is of groups rather than users.
enum ImportCheck {
  /// Everything that a file gives.
  private struct Content<Row: Hashable>: Equatable {
    var rows: [Result<Row, ImportError>] = []
    var failure: ImportError?
  }

  /// How many rows of an input are written and read again.
  private static let writtenRows = 5

  static func run(_ format: ImportFormat, _ input: FuzzInput) throws(Finding) {
    var input = input
    let pieces = input.pieces(of: input.payload)
    if input.hasFlag(0) {
      try check(ImportedGroup.self, format, input.payload, pieces)
    } else {
      try check(ImportedUser.self, format, input.payload, pieces)
    }
  }

  private static func check<Row: WrittenRow>(
    _ type: Row.Type, _ format: ImportFormat, _ bytes: [UInt8], _ pieces: [[UInt8]]
  ) throws(Finding) {
    let whole: Content<Row> = try read([bytes], format)
    let cut: Content<Row> = try read(pieces, format)
    try expect(whole == cut, "cutting the file changes what it holds: \(whole) and \(cut)")
    let good = whole.rows.compactMap { try? $0.get() }
    try expect(
      Set(good.map(\.identity)).count == good.count, "two rows of one file have the same identity")
    for row in good.prefix(writtenRows) {
      for format in ImportFormat.allCases where format == .jsonLines || row.fitsCSV {
        try expectBack(row, format)
      }
    }
  }

  private static func read<Row: WrittenRow>(
    _ pieces: [[UInt8]], _ format: ImportFormat
  ) throws(Finding) -> Content<Row> {
    var reader = ImportReader<Row, InputChunks>(InputChunks(pieces), format: format)
    var content = Content<Row>()
    var line = 0
    do throws(ImportError) {
      while let result = try reader.next() { content.rows.append(result) }
    } catch {
      content.failure = error
    }
    for case .failure(let error) in content.rows {
      guard let next = error.line else { throw Finding("a bad record has no line: \(error)") }
      try expect(next > line, "line \(next) follows line \(line)")
      line = next
    }
    let counted = reader.rowCount + reader.badCount
    try expect(counted == content.rows.count, "\(counted) of \(content.rows.count) are counted")
    return content
  }

  private static func expectBack<Row: WrittenRow>(
    _ row: Row, _ format: ImportFormat
  ) throws(Finding) {
    let cells = row.cells
    let table = ExportTable(columns: cells.map(\.0), format: format)
    var bytes = table.header
    table.append(cells.map(\.1), to: &bytes)
    let again: Content<Row> = try read([bytes], format)
    try expect(
      again.rows == [.success(row)] && again.failure == nil,
      "a row that was written as \(format.rawValue) comes back as something else")
  }
}
