/// Why bytes are not read as JSON.
package enum JSONError: Error, Hashable, Sendable {
  /// They are none.
  case malformed
  /// They hold more than the limits allow.
  case beyondLimits
}
