/// Some of an attribute's values, as Active Directory gives them when there are many.
package struct LDAPValueRange: Hashable, Sendable {
  /// The values.
  package let values: LDAPValues
  /// What to ask for next, such as `member;range=1500-*`; nil when these were the last.
  package let next: String?

  /// Reads a name such as `member;range=0-1499` or `member;range=1500-*`; nil when it is none of the
  /// attribute.
  init?(_ name: String, of attribute: String, values: LDAPValues) {
    let parts = name.split(separator: ";", maxSplits: 1)
    guard parts.count == 2, String(parts[0]).isEqualASCII(attribute) else { return nil }
    let option = parts[1].lowercased()
    guard option.hasPrefix("range=") else { return nil }
    let ends = option.dropFirst("range=".count).split(separator: "-")
    guard ends.count == 2, Int(ends[0]) != nil else { return nil }
    if ends[1] == "*" {
      next = nil
    } else {
      guard let last = Int(ends[1]), last < Int.max else { return nil }
      next = "\(attribute);range=\(last + 1)-*"
    }
    self.values = values
  }
}
