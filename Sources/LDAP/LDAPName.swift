internal import CLDAP

/// Distinguished names (RFC 4514).
package enum LDAPName {
  /// Most bytes of a name that comes as text.
  package static let maxBytes = 4096

  /// A name in the one form in which names are compared: without blanks around its parts, values escaped in
  /// one way, attributes of one step in one order, and in small letters, since hardly any attribute that
  /// names entries tells them apart. Nil for what is no name.
  package static func key(_ name: String) -> String? {
    plainKey(name) ?? parsedKey(name)
  }

  /// The key of a name in UTF-8; nil for what is none.
  package static func key(utf8 name: ArraySlice<UInt8>) -> String? {
    plainKey(utf8: name) ?? String(utf8: name).flatMap(parsedKey)
  }

  /// The key of any name, by taking it apart.
  static func parsedKey(_ name: String) -> String? {
    guard name.utf8.count <= maxBytes, !name.utf8.contains(0) else { return nil }
    if name.allSatisfy({ $0 == " " }) { return "" }
    var parsed: LDAPDN?
    guard ldap_str2dn(name, &parsed, UInt32(LDAP_DN_FORMAT_LDAPV3)) == LDAP_SUCCESS else {
      return nil
    }
    defer { ldap_dnfree(parsed) }
    guard let parsed else { return nil }
    sortParts(of: parsed)
    var text: UnsafeMutablePointer<CChar>?
    // Letters beyond ASCII stay letters, so that they too become small ones.
    let form = UInt32(LDAP_DN_FORMAT_LDAPV3 | LDAP_DN_PRETTY)
    guard ldap_dn2str(parsed, &text, form) == LDAP_SUCCESS, let text else { return nil }
    defer { ldap_memfree(text) }
    return String(cString: text).lowercased()
  }

  /// Brings the attributes of each step that has several (`cn=a+uid=b`) into one order.
  private static func sortParts(of name: LDAPDN) {
    var step = name
    while let parts = step.pointee {
      var count = 0
      while parts[count] != nil { count += 1 }
      if count > 1 {
        var all = UnsafeMutableBufferPointer(start: parts, count: count)
        all.sort { key(of: $0) < key(of: $1) }
      }
      step += 1
    }
  }

  private static func key(of part: UnsafeMutablePointer<LDAPAVA>?) -> String {
    guard let part = part?.pointee else { return "" }
    return (text(part.la_attr) + "=" + text(part.la_value)).lowercased()
  }

  private static func text(_ value: berval) -> String {
    let bytes = UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len))
    return String(decoding: bytes, as: UTF8.self)
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
