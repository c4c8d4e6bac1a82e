/// Which requests a ``FaultProxy`` means. It sees them only where they are not encrypted.
package enum RequestMatch: Hashable, Sendable {
  /// Requests over HTTP by their method, and by something that their path with its query contains.
  case http(_ method: String, _ path: String)
  /// Requests over LDAP.
  case ldap(LDAPOperation)
  /// Requests over LDAP in which a text stands, such as the name of an entry.
  case entry(LDAPOperation, String)

  /// Whether a request is meant.
  func matches(_ request: ProxyRequest) -> Bool {
    switch (self, request.kind) {
    case (.http(let method, let part), .http(let own, let path)):
      method == own && path.contains(part)
    case (.ldap(let operation), .ldap(let own, _)): operation == own
    case (.entry(let operation, let text), .ldap(let own, _)):
      operation == own && request.bytes.contains(Array(text.utf8))
    default: false
    }
  }
}
