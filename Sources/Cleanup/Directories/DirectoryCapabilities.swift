/// What a directory can do, as probed.
package struct DirectoryCapabilities: Hashable, Sendable, Codable {
  /// Users can be deactivated and reactivated.
  package var deactivate: Bool
  /// Direct group memberships can be taken and given.
  package var editGroups: Bool
  /// Users can be created.
  package var createUsers: Bool
  /// It reports when users were last active.
  package var reportActivity: Bool
  /// Its groups may contain groups.
  package var nestedGroups: Bool

  /// Nothing can be changed from here.
  package static let readOnly = DirectoryCapabilities(
    deactivate: false, editGroups: false, createUsers: false)

  /// Everything unless told otherwise.
  package init(
    deactivate: Bool = true, editGroups: Bool = true, createUsers: Bool = true,
    reportActivity: Bool = true, nestedGroups: Bool = true
  ) {
    self.deactivate = deactivate
    self.editGroups = editGroups
    self.createUsers = createUsers
    self.reportActivity = reportActivity
    self.nestedGroups = nestedGroups
  }
}
