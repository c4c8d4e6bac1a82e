internal import ArgumentParser
internal import Cleanup

/// An attribute that takes the place of a preset's: `last-login=authTimestamp`.
struct LDAPAttributeArgument: ExpressibleByArgument {
  /// What an attribute is for.
  private enum Use: String {
    case id, username, email, member
    case displayName = "display-name"
    case createdTime = "created-time"
    case lastLogin = "last-login"
    case groupName = "group-name"
  }

  private let use: Use
  private let name: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let use = Use(rawValue: String(parts[0])) else { return nil }
    self.use = use
    name = String(parts[1])
  }

  /// Names the attribute.
  func set(in attributes: inout LDAPAttributes) {
    switch use {
    case .id: attributes.id = name
    case .username: attributes.username = name
    case .email: attributes.email = name
    case .member: attributes.member = name
    case .displayName: attributes.displayName = name
    case .createdTime: attributes.createdAt = name
    case .lastLogin: attributes.lastLogin = name
    case .groupName: attributes.groupName = name
    }
  }
}
