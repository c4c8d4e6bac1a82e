internal import Cleanup

/// One record of a file: its line, and a value for each column that the row type knows.
package struct ImportRecord: Hashable, Sendable {
  /// The line in which the record starts, counted from 1.
  package let line: Int
  private let columns: [ImportColumn]
  private let values: [ImportValue]

  /// Takes one value for each column, in the same order.
  init(line: Int, columns: [ImportColumn], values: [ImportValue]) {
    precondition(columns.count == values.count)
    self.line = line
    self.columns = columns
    self.values = values
  }

  /// What stands in a column that the row type has named; a misspelt name is a programmer's
  /// mistake.
  subscript(_ name: String) -> ImportValue {
    guard let index = columns.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("The row type has no column \(name).")
    }
    return values[index]
  }

  /// The text of a column; nil where it is absent or empty.
  func text(_ name: String) -> String? {
    guard case .text(let text) = self[name] else { return nil }
    return text
  }

  /// The text of a column in which something must stand.
  func requiredText(_ name: String) throws(ImportError) -> String {
    guard let text = text(name) else { throw error(.missingValue, "a value is missing", name) }
    return text
  }

  /// The flag of a column; nil where it is absent or empty.
  func flag(_ name: String) -> Bool? {
    guard case .flag(let flag) = self[name] else { return nil }
    return flag
  }

  /// The names in a column, without repetitions; none where it is absent or empty.
  func list(_ name: String) -> [String] {
    guard case .list(let names) = self[name] else { return [] }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The time in a column (RFC 3339); nil where it is absent or empty.
  func time(_ name: String) throws(ImportError) -> Moment? {
    guard let text = text(name) else { return nil }
    guard let moment = Moment(rfc3339: text) else {
      throw error(.badTime, "the time must be like 2024-05-01T09:30:00Z, and exist", name)
    }
    guard moment >= ImportLimits.earliest else {
      throw error(.badTime, "the time lies before 1970; leave it empty if it means never", name)
    }
    return moment
  }

  /// Passes on the first thing that the domain finds wrong with the row made from this record.
  ///
  /// `renamed` gives the columns that are called otherwise than the domain's fields.
  func refuse(
    _ violations: [FieldViolation], renamed: [String: String] = [:]
  ) throws(ImportError) {
    guard let violation = violations.first else { return }
    let column = columns.first { violation.field.hasPrefix($0.name) }?.name
    throw ImportError(
      .badValue, violation.description, line: line, column: renamed[violation.field] ?? column)
  }

  /// An error at this record.
  func error(_ code: ImportError.Code, _ message: String, _ column: String) -> ImportError {
    ImportError(code, message, line: line, column: column)
  }
}
