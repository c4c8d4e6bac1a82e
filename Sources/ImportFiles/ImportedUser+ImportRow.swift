package import Cleanup

extension ImportedUser: ImportRow {
  /// The columns of a file of users.
  ///
  /// `groups` is required although it may be empty: an import without it would silently take
  /// every user out of every group. Without `last_login_time` it is *unknown* when anybody logged
  /// in last; where the column is there and empty, the user *never* has.
  package static let columns = [
    ImportColumn("external_id", isRequired: true),
    ImportColumn("username", isRequired: true),
    ImportColumn("created_time", isRequired: true),
    ImportColumn("groups", .list, isRequired: true),
    ImportColumn("last_login_time"),
    ImportColumn("display_name"),
    ImportColumn("email"),
    ImportColumn("active", .flag),
  ]

  package static let identifyingColumn = "external_id"

  package var identity: String { externalID }

  package init(_ record: ImportRecord) throws(ImportError) {
    self.init(
      externalID: try record.requiredText("external_id"),
      username: try record.requiredText("username"),
      displayName: record.text("display_name") ?? "",
      email: record.text("email") ?? "",
      createdAt: try record.time("created_time"),
      lastLogin: try Self.lastLogin(record),
      groups: record.list("groups"),
      isActive: record.flag("active"))
    try record.refuse(violations)
  }

  private static func lastLogin(_ record: ImportRecord) throws(ImportError) -> Login {
    if record["last_login_time"] == .absent { return .unknown }
    guard let time = try record.time("last_login_time") else { return .never }
    return .at(time)
  }
}
