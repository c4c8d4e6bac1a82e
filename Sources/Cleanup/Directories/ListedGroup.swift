/// A group as a remote directory lists it.
package struct ListedGroup: Hashable, Sendable {
  /// An id that never changes.
  package var externalID: String
  /// Its name.
  package var name: String
  /// What other groups call it in their lists of members; empty where groups have no groups.
  package var locator: String

  /// A group.
  package init(externalID: String, name: String, locator: String = "") {
    self.externalID = externalID
    self.name = name
    self.locator = locator
  }
}
