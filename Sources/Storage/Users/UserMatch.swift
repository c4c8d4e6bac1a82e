package import Cleanup

/// Whom a reference names.
package enum UserMatch: Hashable, Sendable {
  /// Exactly one user.
  case found(User)
  /// Nobody.
  case notFound
  /// A username in each of these directories, by position.
  case ambiguous([String])
}
