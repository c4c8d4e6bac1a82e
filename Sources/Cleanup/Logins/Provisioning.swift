/// What logins may do in a tenant, beside waking users, and what proves them.
package struct Provisioning: Hashable, Sendable, Codable {
  /// Users that logins may create in a day when the settings do not say.
  package static let defaultMaxCreationsPerDay = 1000
  /// Most users that the settings can let logins create in a day.
  package static let mostCreationsPerDay = 100_000

  /// What a login may do in which directory; one that is not named wakes users and no more.
  package var directories: [DirectoryProvisioning]
  /// Most seats; nil for no limit.
  package var seatLimit: Int?
  /// Whether claims and defaults may put users into groups that lead to administrators.
  package var allowsAdminGroups: Bool
  /// Users that logins may create in a day; nil means the default.
  package var maxCreationsPerDay: Int?
  /// Whose ID tokens prove logins, each issuer once.
  package var identityProviders: [IdentityProvider]

  /// Nothing beside waking unless told otherwise.
  package init(
    directories: [DirectoryProvisioning] = [], seatLimit: Int? = nil,
    allowsAdminGroups: Bool = false, maxCreationsPerDay: Int? = nil,
    identityProviders: [IdentityProvider] = []
  ) {
    self.directories = directories
    self.seatLimit = seatLimit
    self.allowsAdminGroups = allowsAdminGroups
    self.maxCreationsPerDay = maxCreationsPerDay
    self.identityProviders = identityProviders
  }

  /// Reads what was stored; settings from before there were identity providers have none.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    directories = try values.decode([DirectoryProvisioning].self, forKey: .directories)
    seatLimit = try values.decodeIfPresent(Int.self, forKey: .seatLimit)
    allowsAdminGroups = try values.decode(Bool.self, forKey: .allowsAdminGroups)
    maxCreationsPerDay = try values.decodeIfPresent(Int.self, forKey: .maxCreationsPerDay)
    identityProviders =
      try values.decodeIfPresent([IdentityProvider].self, forKey: .identityProviders) ?? []
  }

  /// The number in force.
  package var effectiveMaxCreationsPerDay: Int {
    maxCreationsPerDay ?? Self.defaultMaxCreationsPerDay
  }

  /// The provider of an issuer; nil when the tenant trusts none of the name.
  package func identityProvider(_ issuer: String) -> IdentityProvider? {
    identityProviders.first { $0.issuer == issuer }
  }

  /// What a login may do in the directory of a name.
  package subscript(directory: String) -> DirectoryProvisioning {
    directories.first { $0.directory == directory } ?? DirectoryProvisioning(directory: directory)
  }
}
