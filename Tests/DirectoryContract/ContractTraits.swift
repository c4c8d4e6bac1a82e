package import Cleanup

/// What servers differ in, where the contract lets them.
package struct ContractTraits: Hashable, Sendable {
  /// What a probe has to find.
  package var capabilities: DirectoryCapabilities
  /// Whether login names may hold anything.
  package var takesAnyUsername: Bool
  /// Whether a group does not give its last member away.
  package var keepsLastMember: Bool
  /// Whether groups can be deleted in it.
  package var deletesGroups: Bool
  /// Whether there is a secret, and a network in between.
  package var isRemote: Bool
  /// Login names that are listed and are none of the population.
  package var others: Set<String>
  /// The right secret; it must never be seen.
  package var secret: String

  /// What a server is like.
  package init(
    capabilities: DirectoryCapabilities, takesAnyUsername: Bool = true,
    keepsLastMember: Bool = false, deletesGroups: Bool = true, isRemote: Bool = true,
    others: Set<String> = [], secret: String
  ) {
    self.capabilities = capabilities
    self.takesAnyUsername = takesAnyUsername
    self.keepsLastMember = keepsLastMember
    self.deletesGroups = deletesGroups
    self.isRemote = isRemote
    self.others = others
    self.secret = secret
  }
}
