/// Whom a reference names.
package enum UserMatch<Found: Hashable & Sendable>: Hashable, Sendable {
  /// Exactly one user.
  case found(Found)
  /// Nobody.
  case notFound
  /// A username in each of these directories, by position.
  case ambiguous([String])
}
