/// A kind of row that files hold: its columns, and how it is made from a record.
package protocol ImportRow: Sendable {
  /// Every column that a file may have.
  static var columns: [ImportColumn] { get }
  /// The column to name where a row stands in a file twice.
  static var identifyingColumn: String { get }
  /// What may stand only once in a file.
  var identity: String { get }
  /// Checks the record's values.
  init(_ record: ImportRecord) throws(ImportError)
}
