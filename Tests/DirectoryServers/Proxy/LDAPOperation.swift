/// What is asked over LDAP: the tag of the request (RFC 4511, section 4.2 and those behind it).
package enum LDAPOperation: UInt8, Hashable, Sendable, CaseIterable {
  /// Says who asks.
  case bind = 0x60
  /// Says farewell.
  case unbind = 0x42
  /// Looks for entries, or for a page of them.
  case search = 0x63
  /// Changes an entry.
  case modify = 0x66
  /// Adds an entry.
  case add = 0x68
  /// Removes an entry.
  case delete = 0x4A
  /// Gives an entry another name.
  case rename = 0x6C
  /// Gives an operation up.
  case abandon = 0x50
  /// Something else, such as StartTLS.
  case extended = 0x77

  /// The tag of the answer that ends it.
  var answerTag: UInt8 {
    switch self {
    case .search: 0x65
    case .delete: 0x6B
    default: rawValue + 1
    }
  }
}
