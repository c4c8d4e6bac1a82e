/// What logins may do in a tenant, beside waking users.
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

  /// Nothing beside waking unless told otherwise.
  package init(
    directories: [DirectoryProvisioning] = [], seatLimit: Int? = nil,
    allowsAdminGroups: Bool = false, maxCreationsPerDay: Int? = nil
  ) {
    self.directories = directories
    self.seatLimit = seatLimit
    self.allowsAdminGroups = allowsAdminGroups
    self.maxCreationsPerDay = maxCreationsPerDay
  }

  /// The number in force.
  package var effectiveMaxCreationsPerDay: Int {
    maxCreationsPerDay ?? Self.defaultMaxCreationsPerDay
  }

  /// What a login may do in the directory of a name.
  package subscript(directory: String) -> DirectoryProvisioning {
    directories.first { $0.directory == directory } ?? DirectoryProvisioning(directory: directory)
  }
}
