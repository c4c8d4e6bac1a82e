/// Which accounts a list of users shows.
package enum ActiveFilter: Hashable, Sendable, WireCode {
  /// Open accounts.
  case active
  /// Closed accounts.
  case inactive

  static let wireOrder: [ActiveFilter] = [.active, .inactive]
}
