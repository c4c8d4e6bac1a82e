/// The pseudo-header fields of a request, each of which it has at most once (RFC 9113, section 8.3.1).
struct PseudoFields {
  private var method: RequestField.Method?
  private var path: RequestField.Path?
  /// Whether the scheme is `http` or `https`.
  private var isHTTP: Bool?
  private var hasAuthority = false

  /// Whether there is none.
  var isEmpty: Bool { method == nil && path == nil && isHTTP == nil && !hasAuthority }

  /// Whether they ask for a tunnel.
  var isConnect: Bool { method == .connect }

  /// Adds one; false when it is there already, or is no such field.
  mutating func add(_ field: RequestField) -> Bool {
    switch field {
    case .method(let new):
      defer { method = new }
      return method == nil
    case .path(let new):
      defer { path = new }
      return path == nil
    case .scheme(let isHTTP):
      defer { self.isHTTP = isHTTP }
      return self.isHTTP == nil
    case .authority:
      defer { hasAuthority = true }
      return !hasAuthority
    default: return false
    }
  }

  /// Whether nothing lacks that a request must have.
  func areComplete(hasHost: Bool) -> Bool {
    if isConnect { return path == nil && isHTTP == nil && hasAuthority }
    guard let method, let path, let isHTTP, hasAuthority || hasHost else { return false }
    return !isHTTP || path == .regular || method == .options && path == .asterisk
  }
}
