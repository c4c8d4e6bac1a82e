internal import NIOSSL

/// Finds out what a client is called by the certificate that it showed.
///
/// That is the first URI among the certificate's alternative names, else the first DNS name in
/// lower case, else the first email address. The common name says nothing: it was never meant to
/// be compared (RFC 9525, section 2).
enum ClientNames {
  /// The longest name that is taken.
  static let maxBytes = 255

  /// The name in a certificate whose chain was checked; nil when it has none that can be used.
  static func name(in certificate: NIOSSLCertificate) -> String? {
    let names = certificate._subjectAlternativeNames()
    for type in [_SubjectAlternativeName.NameType.uri, .dnsName, .email] {
      guard let found = names.first(where: { $0.nameType == type }) else { continue }
      let text = text(found.contents)
      return type == .dnsName ? text?.lowercased() : text
    }
    return nil
  }

  /// The text of a name: printable ASCII alone, so that none can pass for another.
  private static func text(_ contents: _SubjectAlternativeName.Contents) -> String? {
    guard (1...maxBytes).contains(contents.count),
      contents.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return String(decoding: contents, as: UTF8.self)
  }
}
