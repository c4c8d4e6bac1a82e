/// What a token may do. Raw values are stored.
package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
  /// Read.
  case viewer
  /// Only report logins.
  case reporter
  /// Viewer, and analyze, act, run, import.
  case `operator`
  /// Everything in its tenant.
  case admin
  /// All tenants, and the service itself.
  case fleet

  /// Whether a token of this role may do what takes at least `least`.
  package func covers(_ least: Role) -> Bool {
    switch least {
    case .reporter: self == .reporter || rank >= Role.admin.rank
    default: self != .reporter && rank >= least.rank
    }
  }

  private var rank: Int {
    switch self {
    case .viewer, .reporter: 1
    case .operator: 2
    case .admin: 3
    case .fleet: 4
    }
  }
}
