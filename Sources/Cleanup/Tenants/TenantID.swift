/// A tenant's immutable random id: 32 lower-case hexadecimal digits. Never used again.
package struct TenantID: Hashable, Sendable, Codable, CustomStringConvertible {
  /// 32 hexadecimal digits.
  package let description: String

  /// Takes the id if it is one; ids name folders, so nothing else may pass.
  package init?(_ text: String) {
    guard Identifier.isValid(text) else { return nil }
    description = text
  }

  /// A new random id.
  package static func random() -> TenantID {
    TenantID(unchecked: Identifier.random())
  }

  private init(unchecked text: String) {
    description = text
  }
}
