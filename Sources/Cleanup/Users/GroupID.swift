/// A group's row in the tenant's database; stable as long as the tenant lives.
package struct GroupID: Hashable, Comparable, Sendable, Codable, RawRepresentable {
  package var rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  package static func < (left: GroupID, right: GroupID) -> Bool {
    left.rawValue < right.rawValue
  }
}
