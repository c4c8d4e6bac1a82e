/// A column of a CSV file, and the key of the same name in a JSON object.
package struct ImportColumn: Hashable, Sendable {
  /// What stands in a column.
  package enum Kind: Hashable, Sendable {
    case text
    /// `true` or `false`.
    case flag
    /// Names, in CSV with `|` between them, in JSON as an array.
    case list
  }

  /// The name in the header of the file.
  package var name: String
  /// What stands in it.
  package var kind: Kind
  /// Whether a file without it is refused.
  package var isRequired: Bool

  package init(_ name: String, _ kind: Kind = .text, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
  }
}
