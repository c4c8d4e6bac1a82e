/// Reads rows from a file one at a time, checked, in either format.
///
/// Nothing is read before a row is asked for, and memory does not grow with the file, but for the
/// identifiers that must not repeat (see `UniqueValues`).
///
/// ```swift
/// var reader = ImportReader<ImportedUser, _>(try FileChunks(path: path), format: .csv)
/// while let result = try reader.next() {
///   let user = try result.get()  // Or, to leave bad records out, switch over the result.
/// }
/// ```
package struct ImportReader<Row: ImportRow, Source: ChunkSource>: Sendable {
  /// How many rows were good so far.
  package private(set) var rowCount = 0
  /// How many records were bad so far; each is counted, and given, once.
  package private(set) var badCount = 0
  // One of the two is there. They are not cases of an enum, because taking a payload out to
  // change it would copy the bytes that it holds for every record.
  private var csv: CSVRecords<Source>?
  private var jsonLines: JSONLines<Source>?
  /// The first record of a CSV file, once it has been read.
  private var header: CSVHeader?
  private let decoder = JSONRecordDecoder(columns: Row.columns)
  private var seen = UniqueValues()

  /// Starts at the beginning of a file; nothing is read yet.
  package init(_ source: Source, format: ImportFormat) {
    switch format {
    case .csv: csv = CSVRecords(source)
    case .jsonLines: jsonLines = JSONLines(source)
    }
  }

  /// The next row, or why its record is bad, with line and column; nil at the end of the file.
  ///
  /// After a bad record the next call goes on behind it. What is thrown concerns the whole file:
  /// it cannot be read, or its header is wrong.
  package mutating func next() throws(ImportError) -> Result<Row, ImportError>? {
    guard let record = try nextRecord() else { return nil }
    do {
      let row = try checked(record)
      rowCount += 1
      return .success(row)
    } catch {
      badCount += 1
      return .failure(error)
    }
  }

  private mutating func checked(
    _ result: Result<ImportRecord, ImportError>
  ) throws(ImportError) -> Row {
    let record = try result.get()
    let row = try Row(record)
    if let earlier = seen.insert(row.identity, line: record.line) {
      throw record.error(
        .duplicateID, "the same already stands in line \(earlier)", Row.identifyingColumn)
    }
    return row
  }

  private mutating func nextRecord() throws(ImportError) -> Result<ImportRecord, ImportError>? {
    if let line = try jsonLines?.next() { return line.flatMap(decoder.record) }
    guard csv != nil else { return nil }
    if header == nil { header = try readHeader() }
    guard let header else { return nil }
    return try csv?.next()?.flatMap(header.record)
  }

  private mutating func readHeader() throws(ImportError) -> CSVHeader {
    guard let first = try csv?.next() else {
      throw ImportError(.emptyFile, "the file is empty; its first line must name the columns")
    }
    let header = try CSVHeader(try first.get(), columns: Row.columns)
    csv?.columnNames = header.names
    return header
  }
}
