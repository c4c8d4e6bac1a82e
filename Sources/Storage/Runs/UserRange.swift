package import Cleanup

/// Some of the users, in the order of their rows.
package struct UserRange: Hashable, Sendable {
  /// The row before the first one.
  let after: Int64
  /// The last row.
  let through: Int64

  /// Everybody behind a user; everybody for nil.
  package init(after user: UserID?) {
    after = user?.rawValue ?? 0
    through = .max
  }

  /// One user.
  package init(_ user: UserID) {
    after = user.rawValue - 1
    through = user.rawValue
  }
}
