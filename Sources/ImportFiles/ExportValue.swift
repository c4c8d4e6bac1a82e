/// What stands in one column of one exported row.
package enum ExportValue: Hashable, Sendable {
  /// Nothing: an empty field in CSV, `null` in JSON.
  case empty
  case text(String)
  case number(Int64)
  case flag(Bool)
  /// Names, in CSV with `|` between them, in JSON as an array.
  case list([String])
}
