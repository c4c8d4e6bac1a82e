/// The form of an exported log.
package enum ExportFormat: Hashable, Sendable, WireCode {
  /// RFC 4180 with a header line.
  case csv
  /// One JSON object a line.
  case jsonLines

  static let wireOrder: [ExportFormat] = [.csv, .jsonLines]
}
