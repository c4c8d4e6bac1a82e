internal import CLDAP

/// Distinguished names (RFC 4514).
package enum LDAPName {
  /// Most bytes of a name that comes as text.
  package static let maxBytes = 4096

  /// A name in the one form in which names are compared: without blanks around its parts, values escaped in
  /// one way, and in small letters, since hardly any attribute that names entries tells them apart. Nil
  /// for what is no name.
  package static func key(_ name: String) -> String? {
    guard name.utf8.count <= maxBytes, !name.utf8.contains(0) else { return nil }
    var parsed: LDAPDN?
    guard ldap_str2dn(name, &parsed, UInt32(LDAP_DN_FORMAT_LDAPV3)) == LDAP_SUCCESS else {
      return nil
    }
    defer { ldap_dnfree(parsed) }
    guard parsed != nil else { return name.allSatisfy(\.isWhitespace) ? "" : nil }
    var text: UnsafeMutablePointer<CChar>?
    guard ldap_dn2str(parsed, &text, UInt32(LDAP_DN_FORMAT_LDAPV3)) == LDAP_SUCCESS, let text
    else { return nil }
    defer { ldap_memfree(text) }
    return String(cString: text).lowercased()
  }

  /// A value as it stands in a name.
  package static func escaped(_ value: String) -> String {
    var text = ""
    let scalars = Array(value.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isAtEnd = index == 0 || index == scalars.count - 1
      switch scalar {
      case "\"", "+", ",", ";", "<", ">", "\\", "=": text += "\\"
      case " " where isAtEnd: text += "\\"
      case "#" where index == 0: text += "\\"
      case "\0":
        text += "\\00"
        continue
      default: break
      }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}
