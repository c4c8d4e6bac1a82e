/// How much may be cleaned in 24 hours. Unset is not zero.
package struct SafetyLimits: Hashable, Sendable, Codable {
  /// The percentage in force when none is set.
  package static let defaultMaxPercent = 25

  /// Per cent of the users looked at, 0…100; nil means `defaultMaxPercent`.
  package var maxPercent: Int?
  /// Users; nil means no such limit.
  package var maxUsers: Int?

  /// The default limits unless told otherwise.
  package init(maxPercent: Int? = nil, maxUsers: Int? = nil) {
    self.maxPercent = maxPercent
    self.maxUsers = maxUsers
  }

  /// The percentage in force.
  package var effectiveMaxPercent: Int { maxPercent ?? Self.defaultMaxPercent }
}
