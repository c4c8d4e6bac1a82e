package import Cleanup

extension ImportedGroup: ImportRow {
  /// The columns of a file of groups: the members of `group` are members of `parent`, too.
  ///
  /// A group in several parents has a record for each; one in none has an empty parent.
  package static let columns = [
    ImportColumn("group", isRequired: true),
    ImportColumn("parent", isRequired: true),
  ]

  package static let identifyingColumn = "group"

  /// The pair; no name holds the NUL between the two.
  package var identity: String { "\(name)\0\(parent)" }

  package init(_ record: ImportRecord) throws(ImportError) {
    self.init(name: try record.requiredText("group"), parent: record.text("parent") ?? "")
    try record.refuse(violations, renamed: ["name": "group"])
  }
}
