/// What an import changed.
package struct ImportSummary: Hashable, Sendable, Codable {
  /// Name of the directory.
  package var directory: String
  /// Users seen for the first time.
  package var added = 0
  /// Users in which something changed.
  package var updated = 0
  /// Users in which nothing changed.
  package var unchanged = 0
  /// Users that the directory had and a full import did not.
  package var vanished = 0
  /// Effects of cleanup that something else undid at the source, and that the listing showed to be gone.
  package var reverted = 0
  /// Visible users after the import.
  package var users = 0
  /// Visible groups after the import.
  package var groups = 0
  /// The generation that is visible now.
  package var generation: Int64 = 0
  /// The listing, where it holds runs.
  package var held: HeldListing?
  /// The listing that held runs before, where this one let them go.
  package var released: HeldListing?

  /// A summary of nothing yet.
  package init(directory: String) {
    self.directory = directory
  }
}
