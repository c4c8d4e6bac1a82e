internal import ArgumentParser
internal import Cleanup

/// An attribute that takes the place of a preset's: `last-login=authTimestamp`.
struct LDAPAttributeArgument: ExpressibleByArgument {
  private static let fields: [String: WritableKeyPath<LDAPAttributes, String> & Sendable] = [
    "id": \.id, "username": \.username, "display-name": \.displayName, "email": \.email,
    "created-time": \.createdAt, "last-login": \.lastLogin, "group-name": \.groupName,
    "member": \.member,
  ]

  private let field: WritableKeyPath<LDAPAttributes, String> & Sendable
  private let name: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let field = Self.fields[String(parts[0])] else { return nil }
    self.field = field
    name = String(parts[1])
  }

  /// Names the attribute.
  func set(in attributes: inout LDAPAttributes) {
    attributes[keyPath: field] = name
  }
}
