/// What a program is called by the certificate that it shows: a URI, a DNS name or an email address.
package struct ClientName: Hashable, Sendable, CustomStringConvertible {
  /// Most bytes of a name.
  package static let maxBytes = 255
  /// What a name must be, for messages.
  package static let rule =
    "must be a URI, a DNS name or an email address as it stands in the certificate, of 1 to"
    + " \(maxBytes) visible ASCII characters"

  /// The name. Of a DNS name, which is the same in any case, the lower-case form.
  package let text: String
  package var description: String { text }

  /// Takes a name; nil when the text cannot be one.
  package init?(_ text: String) {
    guard (1...Self.maxBytes).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    let isDNSName = !text.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") }
    self.text = isDNSName ? text.lowercased() : text
  }
}
