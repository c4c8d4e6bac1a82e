/// A group of a directory, as stored.
package struct Group: Hashable, Sendable {
  /// Row in the tenant's database.
  package var id: GroupID
  /// Name of the directory.
  package var directory: String
  /// Stable id in the directory.
  package var externalID: String
  /// Name.
  package var name: String
  /// Direct members that are visible and not vanished, open or not.
  package var memberCount: Int
  /// Names of the groups that this one is a direct member of, sorted.
  package var parents: [String]

  /// A group with its size and its parents.
  package init(
    id: GroupID, directory: String, externalID: String, name: String, memberCount: Int = 0,
    parents: [String] = []
  ) {
    self.id = id
    self.directory = directory
    self.externalID = externalID
    self.name = name
    self.memberCount = memberCount
    self.parents = parents
  }
}
