/// How an import treats what it does not mention.
package enum ImportMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// The import is the whole directory: who is absent has vanished, nesting is replaced.
  case full
  /// The import adds and updates; who is absent stays. It is no listing, and makes no directory
  /// complete.
  case merge
}
