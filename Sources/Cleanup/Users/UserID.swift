/// A user's row in the tenant's database; stable as long as the tenant lives.
package struct UserID: Hashable, Comparable, Sendable, Codable, RawRepresentable {
  package var rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  package static func < (left: UserID, right: UserID) -> Bool {
    left.rawValue < right.rawValue
  }
}
