/// Administrators who are always left.
package struct AdminProtection: Hashable, Sendable, Codable {
  /// How many administrators of each group are protected when the policy does not say.
  package static let defaultMinAdmins = 1
  /// Most administrators of a group that can be protected.
  package static let maxMinAdmins = 1000

  /// Names of groups of administrators.
  package var adminGroups: [String]
  /// How many of each group are protected; nil means `defaultMinAdmins`.
  package var minAdmins: Int?

  /// No admin groups unless told otherwise.
  package init(adminGroups: [String] = [], minAdmins: Int? = nil) {
    self.adminGroups = adminGroups
    self.minAdmins = minAdmins
  }

  /// The number in force.
  package var effectiveMinAdmins: Int { minAdmins ?? Self.defaultMinAdmins }
}
