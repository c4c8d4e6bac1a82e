/// Reads a CSV file record by record, in constant memory.
///
/// RFC 4180: fields may be quoted, a doubled quotation mark stands for one, and a quoted field may
/// hold line breaks. Lines end in CRLF or LF. A byte order mark at the start is passed over, and
/// so are empty lines. The packages that read CSV in Swift want the whole file in memory; a
/// directory of millions of users must stream, hence a reader of our own.
///
/// A record whose quoting is broken, or which is longer than `ImportLimits.recordBytes`, is
/// reported once, and reading goes on with the line after its first one. So a forgotten quotation
/// mark costs its own line and not the rest of the file.
struct CSVRecords<Source: ChunkSource> {
  /// The names by which errors call the fields; none until the header has been read.
  var columnNames: [String] = []
  private var window: ByteWindow<Source>
  private var scanner = CSVScanner()
  private var isAtStart = true

  init(_ source: Source) {
    window = ByteWindow(source)
  }

  /// The next record, or why it cannot be read; nil at the end of the file.
  mutating func next() throws(ImportError) -> Result<CSVRecord, ImportError>? {
    if isAtStart {
      isAtStart = false
      try window.skipByteOrderMark()
    }
    while true {
      scanner.reset()
      guard let result = try scan() else { return nil }
      if case .success(let record) = result, record.fields.isEmpty { continue }
      return result
    }
  }

  /// Scans one record, and lets go of it.
  private mutating func scan() throws(ImportError) -> Result<CSVRecord, ImportError>? {
    while true {
      while scanner.offset < window.count {
        guard scanner.offset < ImportLimits.recordBytes else { return .failure(try skipLong()) }
        switch scanner.take(window[scanner.offset]) {
        case .more: continue
        case .end: return finishRecord()
        case .broken(let code, let reason): return .failure(try skipBroken(code, reason))
        }
      }
      guard try !window.refill() else { continue }
      guard scanner.offset > 0 else { return nil }
      if case .broken(let code, let reason) = scanner.finish() {
        return .failure(try skipBroken(code, reason))
      }
      return finishRecord()
    }
  }

  private mutating func finishRecord() -> Result<CSVRecord, ImportError> {
    let line = window.line
    defer { window.consume(scanner.offset, lines: scanner.lineFeeds) }
    guard !scanner.isBlank else { return .success(CSVRecord(line: line, fields: [])) }
    var fields: [String] = []
    fields.reserveCapacity(scanner.fields.count)
    for (index, field) in scanner.fields.enumerated() {
      switch text(of: field) {
      case .success(let text): fields.append(text)
      case .failure(var error):
        error.line = line
        error.column = index < columnNames.count ? columnNames[index] : nil
        return .failure(error)
      }
    }
    return .success(CSVRecord(line: line, fields: fields))
  }

  private func text(of field: CSVScanner.Field) -> Result<String, ImportError> {
    var bytes = window[field.offsets]
    if field.isQuoted { bytes = Self.unquoted(bytes) }
    return FieldText.string(from: FormulaGuard.removed(from: bytes))
  }

  /// The inside of a quoted field; each doubled quotation mark becomes one.
  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let inside = bytes.dropFirst().dropLast()
    guard inside.contains(ASCII.quote) else { return inside }
    var result: [UInt8] = []
    result.reserveCapacity(inside.count)
    var isSecondOfPair = false
    for byte in inside {
      isSecondOfPair = byte == ASCII.quote && !isSecondOfPair
      if !isSecondOfPair { result.append(byte) }
    }
    return result[...]
  }

  private mutating func skipBroken(
    _ code: ImportError.Code, _ reason: String
  ) throws(ImportError) -> ImportError {
    let error = ImportError(code, reason, line: window.line)
    try window.skipLine()
    return error
  }

  private mutating func skipLong() throws(ImportError) -> ImportError {
    let limit = ImportLimits.recordBytes
    guard scanner.isInQuotes else {
      return try skipBroken(.tooLong, "the record is longer than \(limit) bytes")
    }
    return try skipBroken(
      .tooLong, "the record is longer than \(limit) bytes; is a quotation mark never closed?")
  }
}
