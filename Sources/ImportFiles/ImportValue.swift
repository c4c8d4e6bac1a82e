/// What a file says in one column of one record, alike for CSV and JSON.
package enum ImportValue: Hashable, Sendable {
  /// The file has no such column, or the JSON object no such key.
  case absent
  /// The column is there, and nothing stands in it: an empty field, `""` or `null`.
  case empty
  case text(String)
  case flag(Bool)
  case list([String])
}
