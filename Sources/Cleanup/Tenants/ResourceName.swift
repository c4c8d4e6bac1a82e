/// Names of tenants and directories: DNS labels, `[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?`.
package enum ResourceName {
  /// Most characters of a name.
  package static let maxLength = 63

  /// Whether the text is a name.
  package static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...maxLength).contains(bytes.count), bytes.first != dash, bytes.last != dash else {
      return false
    }
    return bytes.allSatisfy { $0 == dash || letters.contains($0) || digits.contains($0) }
  }

  /// What a name must be, for messages.
  package static let rule =
    "must be 1 to \(maxLength) lower-case letters, digits and inner hyphens"

  private static let dash = UInt8(ascii: "-")
  private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}
