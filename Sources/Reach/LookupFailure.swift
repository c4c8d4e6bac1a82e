/// Why the addresses of a host are not known.
package enum LookupFailure: Error, Hashable, Sendable {
  /// Those of too many hosts are looked up at once.
  case busy
  /// Whoever asked gave up.
  case cancelled
}
