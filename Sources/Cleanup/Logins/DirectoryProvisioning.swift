/// What a login may do in one directory.
package struct DirectoryProvisioning: Hashable, Sendable, Codable {
  /// Most default groups.
  package static let maxDefaultGroups = 100
  /// Most values of claims that stand for groups.
  package static let maxGroupMappings = 1000

  /// An attribute of a user that a claim can stand for. Raw values are stored.
  package enum Attribute: String, Hashable, Sendable, Codable, CaseIterable {
    /// Name for people.
    case displayName = "DISPLAY_NAME"
    /// E-mail address.
    case email = "EMAIL"
    /// Stable id in the directory, for users who are created.
    case externalID = "EXTERNAL_ID"
  }

  /// A claim that stands for an attribute.
  package struct AttributeMapping: Hashable, Sendable, Codable {
    /// Name of the claim, of which the first value counts.
    package var claim: String
    /// What it stands for.
    package var attribute: Attribute

    /// A claim for an attribute.
    package init(claim: String, attribute: Attribute) {
      self.claim = claim
      self.attribute = attribute
    }
  }

  /// A value of a claim that stands for a group.
  package struct GroupMapping: Hashable, Sendable, Codable {
    /// Name of the claim.
    package var claim: String
    /// The value that one of the claim's must be equal to.
    package var value: String
    /// Name of the group in the same directory.
    package var group: String
    /// Whether the user leaves the group when the claim no longer has the value.
    package var isRemovedWhenGone: Bool

    /// A value for a group.
    package init(claim: String, value: String, group: String, isRemovedWhenGone: Bool = false) {
      self.claim = claim
      self.value = value
      self.group = group
      self.isRemovedWhenGone = isRemovedWhenGone
    }
  }

  /// Name of the directory.
  package var directory: String
  /// Whether users whom no directory knows are created here.
  package var createsUsers: Bool
  /// Whether attributes and groups are kept like the claims.
  package var updatesUsers: Bool
  /// Whether users whom cleanup put to sleep are woken; nil means yes.
  package var activatesUsers: Bool?
  /// Groups into which users are put when they are created.
  package var defaultGroups: [String]
  /// Claims that stand for attributes.
  package var attributes: [AttributeMapping]
  /// Values of claims that stand for groups.
  package var groups: [GroupMapping]

  /// A directory in which logins wake users, and no more unless told otherwise.
  package init(
    directory: String, createsUsers: Bool = false, updatesUsers: Bool = false,
    activatesUsers: Bool? = nil, defaultGroups: [String] = [], attributes: [AttributeMapping] = [],
    groups: [GroupMapping] = []
  ) {
    self.directory = directory
    self.createsUsers = createsUsers
    self.updatesUsers = updatesUsers
    self.activatesUsers = activatesUsers
    self.defaultGroups = defaultGroups
    self.attributes = attributes
    self.groups = groups
  }

  /// The value that claims give an attribute; nil when none does.
  package func value(of attribute: Attribute, in claims: [Claim]) -> String? {
    guard let mapping = attributes.first(where: { $0.attribute == attribute }) else { return nil }
    return claims.first { $0.name == mapping.claim }?.values.first
  }

  /// The groups that claims give, and those that they no longer give, each once and in order. A group
  /// that one mapping gives is not taken by another.
  package func groups(in claims: [Claim]) -> (given: [String], gone: [String]) {
    let values = Dictionary(grouping: claims, by: \.name)
      .mapValues { Set($0.flatMap(\.values)) }
    var given: [String] = []
    var gone: [String] = []
    for mapping in groups where values[mapping.claim]?.contains(mapping.value) == true {
      if !given.contains(mapping.group) { given.append(mapping.group) }
    }
    for mapping in groups where mapping.isRemovedWhenGone {
      if !given.contains(mapping.group), !gone.contains(mapping.group) {
        gone.append(mapping.group)
      }
    }
    return (given, gone)
  }
}
