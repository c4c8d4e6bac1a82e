/// Which users a list shows.
package struct UserFilter: Hashable, Sendable {
  /// Only of this directory; nil for all.
  package var directory: String?
  /// Only direct members of groups of this name; nil for all.
  package var group: String?
  /// Only whose username contains this text, casefolded; nil for all.
  package var text: String?
  /// Only open or only closed accounts; nil for both.
  package var isActive: Bool?

  /// A filter that lets pass what is given.
  package init(
    directory: String? = nil, group: String? = nil, text: String? = nil, isActive: Bool? = nil
  ) {
    self.directory = directory
    self.group = group
    self.text = text
    self.isActive = isActive
  }
}
