internal import CLDAP

/// The control that asks for one page (RFC 2696). A server that does not know it has to say so.
final class PageControl {
  /// Borrowed for as long as the control lives.
  let pointer: UnsafeMutablePointer<LDAPControl>

  init(_ handle: OpaquePointer, size: Int, after cookie: LDAPCookie?) throws(LDAPError) {
    var bytes = cookie?.bytes ?? []
    var made: UnsafeMutablePointer<LDAPControl>?
    let code = bytes.withUnsafeMutableBytes { bytes in
      var value = berval(
        bv_len: UInt(bytes.count), bv_val: bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
      return ldap_create_page_control(handle, ber_int_t(size), &value, 1, &made)
    }
    guard code == LDAP_SUCCESS, let made else { throw .invalid("the size of a page") }
    pointer = made
  }

  deinit { ldap_control_free(pointer) }
}
