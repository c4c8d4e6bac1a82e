/// A search filter in its textual form (RFC 4515).
package struct LDAPFilter: Hashable, Sendable, CustomStringConvertible {
  /// Most bytes of a filter that comes as text.
  package static let maxBytes = 4096

  /// The text.
  package let description: String

  private init(_ text: String) {
    description = text
  }

  /// Reads a filter that somebody wrote; nil when it is none.
  package init?(parsing text: String) {
    guard text.utf8.count <= Self.maxBytes, LDAPFilterParser.accepts(text) else { return nil }
    description = text
  }

  /// Whoever has a value in an attribute.
  package static func equal(_ attribute: String, _ value: some Sequence<UInt8>) -> LDAPFilter {
    LDAPFilter("(\(attribute)=\(escaped(value)))")
  }

  /// Whoever has a text in an attribute.
  package static func equal(_ attribute: String, _ value: String) -> LDAPFilter {
    equal(attribute, value.utf8)
  }

  /// Whoever has an attribute at all.
  package static func present(_ attribute: String) -> LDAPFilter {
    LDAPFilter("(\(attribute)=*)")
  }

  /// Whoever meets all of them.
  package static func all(_ filters: [LDAPFilter]) -> LDAPFilter {
    filters.count == 1 ? filters[0] : LDAPFilter("(&\(joined(filters)))")
  }

  /// Whoever meets one of them.
  package static func any(_ filters: [LDAPFilter]) -> LDAPFilter {
    filters.count == 1 ? filters[0] : LDAPFilter("(|\(joined(filters)))")
  }

  private static func joined(_ filters: [LDAPFilter]) -> String {
    filters.map(\.description).joined()
  }

  /// A value as it stands in a filter: whatever has a meaning there, or is no printable ASCII, as two
  /// hexadecimal digits.
  private static func escaped(_ value: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in value {
      switch byte {
      case 0x28, 0x29, 0x2A, 0x5C, 0..<0x20, 0x7F...: text += "\\" + hexadecimal(byte)
      default: text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return text
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
