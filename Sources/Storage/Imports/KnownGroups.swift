/// Rows of groups by name, kept from one chunk of an import to the next.
struct KnownGroups: Sendable {
  /// Names that are kept; when there are more, all are forgotten and looked up again.
  static let mostKept = 10_000

  private var rows: [String: Int64] = [:]

  /// The row of a group, if it is known.
  subscript(_ name: String) -> Int64? {
    get { rows[name] }
    set {
      if rows.count >= Self.mostKept { rows.removeAll() }
      rows[name] = newValue
    }
  }
}
