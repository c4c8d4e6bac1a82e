/// The first record of a CSV file: which field holds which column.
struct CSVHeader {
  /// The names as the file has them, in the file's order.
  let names: [String]
  private let columns: [ImportColumn]
  /// For each column of the row type, the field that holds it; nil where the file has none.
  private let fields: [Int?]

  init(_ record: CSVRecord, columns: [ImportColumn]) throws(ImportError) {
    let names = record.fields.map(Self.trimmed)
    let known = Set(columns.map(\.name))
    let unknown = names.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      var error = ColumnErrors.unknown(unknown, known: columns)
      error.line = record.line
      throw error
    }
    let missing = columns.filter { $0.isRequired && !names.contains($0.name) }
    guard missing.isEmpty else { throw ColumnErrors.missing(missing.map(\.name)) }
    guard Set(names).count == names.count else {
      throw ImportError(.repeatedColumn, "a column stands in the header twice", line: record.line)
    }
    self.names = names
    self.columns = columns
    fields = columns.map { names.firstIndex(of: $0.name) }
  }

  /// Gives each field of a record to its column.
  func record(_ record: CSVRecord) -> Result<ImportRecord, ImportError> {
    guard record.fields.count == names.count else {
      let code: ImportError.Code =
        record.fields.count < names.count ? .tooFewFields : .tooManyFields
      let reason =
        "the record has \(record.fields.count) fields, and the header \(names.count)"
      return .failure(ImportError(code, reason, line: record.line))
    }
    var values: [ImportValue] = []
    values.reserveCapacity(columns.count)
    for (column, field) in zip(columns, fields) {
      guard let field else {
        values.append(.absent)
        continue
      }
      do {
        values.append(try Self.value(record.fields[field], column.kind))
      } catch {
        return .failure(
          ImportError(error.code, error.message, line: record.line, column: column.name))
      }
    }
    return .success(ImportRecord(line: record.line, columns: columns, values: values))
  }

  private static func value(
    _ text: String, _ kind: ImportColumn.Kind
  ) throws(ImportError) -> ImportValue {
    guard !text.isEmpty else { return .empty }
    switch kind {
    case .text: return .text(text)
    case .flag:
      switch text.lowercased() {
      case "true": return .flag(true)
      case "false": return .flag(false)
      default: throw ImportError(.badFlag, "the value must be true or false")
      }
    case .list:
      let names = text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      guard !names.contains(where: \.isEmpty) else { throw ColumnErrors.emptyName }
      return .list(names.map { String(Substring($0)) })
    }
  }

  private static func trimmed(_ name: String) -> String {
    String(name.trimmingPrefix(" ").reversed().trimmingPrefix(" ").reversed())
  }
}
