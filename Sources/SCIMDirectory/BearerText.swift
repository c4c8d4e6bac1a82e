/// Tokens as they stand in a header (RFC 6750, section 2.1).
enum BearerText {
  /// Most bytes of a token.
  static let maxBytes = 16 << 10

  /// Whether a text may be sent as a token: visible characters of ASCII, and not too many.
  static func isUsable(_ text: String) -> Bool {
    (1...maxBytes).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
