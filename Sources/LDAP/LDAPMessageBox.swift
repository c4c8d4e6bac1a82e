internal import CLDAP

/// A message from the server, which is given back with it.
final class LDAPMessageBox {
  private let message: OpaquePointer  // LDAPMessage *, owned

  init(_ message: OpaquePointer) {
    self.message = message
  }

  deinit { ldap_msgfree(message) }

  /// What it is: a number of the protocol, such as that of an entry.
  var type: Int32 { ldap_msgtype(message) }

  /// The entry that it carries.
  func entry(_ handle: OpaquePointer) throws(LDAPError) -> LDAPEntry {
    var reader: OpaquePointer?
    var name = berval()
    guard ldap_get_dn_ber(handle, message, &reader, &name) == LDAP_SUCCESS else {
      throw .malformed
    }
    defer { ber_free(reader, 0) }
    var reading = EntryReading()
    while true {
      var type = berval()
      var values: BerVarray?
      guard ldap_get_attribute_ber(handle, message, reader, &type, &values) == LDAP_SUCCESS else {
        throw .malformed
      }
      defer { ber_memfree(values) }
      guard type.bv_val != nil else { break }
      let buffers = Self.buffers(of: values)
      reading.begin(
        try type.text, count: buffers.count,
        bytes: buffers.reduce(0) { $0 + Int($1.bv_len) })
      for value in buffers { reading.append(value.buffer) }
    }
    return LDAPEntry(name: try name.text, attributes: reading.attributes)
  }

  /// Where the next page begins, if the search is not over; a result other than success is an error.
  func end(_ handle: OpaquePointer) throws(LDAPError) -> LDAPCookie? {
    var code: Int32 = 0
    var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
    guard
      ldap_parse_result(handle, message, &code, nil, nil, nil, &controls, 0) == LDAP_SUCCESS
    else { throw .malformed }
    defer { ldap_controls_free(controls) }
    guard code == LDAP_SUCCESS else { throw .refused(LDAPResultCode(rawValue: code)) }
    guard let control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil) else {
      return nil
    }
    var estimate: ber_int_t = 0
    var cookie = berval()
    guard
      ldap_parse_pageresponse_control(handle, control, &estimate, &cookie) == LDAP_SUCCESS
    else { throw .malformed }
    defer { ber_memfree(cookie.bv_val) }
    return cookie.bv_len == 0 ? nil : LDAPCookie(bytes: cookie.bytes)
  }

  /// The values of an attribute, for as long as they are not given back.
  private static func buffers(of values: BerVarray?) -> UnsafeBufferPointer<berval> {
    guard let values else { return UnsafeBufferPointer(start: nil, count: 0) }
    var count = 0
    while values[count].bv_val != nil { count += 1 }
    return UnsafeBufferPointer(start: values, count: count)
  }
}

extension berval {
  /// Its bytes, for as long as the message lives.
  fileprivate var buffer: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bv_val, count: Int(bv_len))
  }

  /// A copy of its bytes.
  fileprivate var bytes: [UInt8] { [UInt8](buffer) }

  /// Its bytes as text.
  fileprivate var text: String {
    get throws(LDAPError) {
      guard let text = String(utf8: buffer) else { throw .malformed }
      return text
    }
  }
}
