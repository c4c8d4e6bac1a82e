/// A directory's row in the tenant's database; stable as long as the tenant lives.
package struct DirectoryID: Hashable, Comparable, Sendable, Codable, RawRepresentable {
  package var rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  package static func < (left: DirectoryID, right: DirectoryID) -> Bool {
    left.rawValue < right.rawValue
  }
}
