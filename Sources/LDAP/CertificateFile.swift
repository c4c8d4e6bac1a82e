internal import CLDAP
internal import Glibc

/// Certificates in memory under a path, since libldap takes no more than one in any other way. No other
/// program sees them, and nothing of them is left behind.
final class CertificateFile {
  /// Where it is for as long as the value lives.
  let path: String
  private let descriptor: Int32  // owned

  init(_ text: String) throws(LDAPError) {
    descriptor = dormouse_ldap_memory_file("certificates")
    path = "/proc/self/fd/\(descriptor)"
    guard descriptor >= 0, isWritten(text) else { throw .invalid("the trusted certificates") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  private func isWritten(_ text: String) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }
}
