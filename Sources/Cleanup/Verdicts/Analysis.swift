/// A stored set of verdicts for one policy revision at one moment.
package struct Analysis: Hashable, Sendable {
  /// Immutable id.
  package var id: String
  /// The policy that it judged by.
  package var policy: StoredPolicy
  /// When it was made.
  package var createdAt: Moment
  /// The moment that it judged as of; nil for its own.
  package var asOf: Moment?
  /// What it counted.
  package var tally: AnalysisTally
  /// Name of the token that asked for it.
  package var createdBy: String
  /// Whether its verdicts are still stored.
  package var keepsVerdicts: Bool

  /// An analysis as stored.
  package init(
    id: String, policy: StoredPolicy, createdAt: Moment, asOf: Moment? = nil, tally: AnalysisTally,
    createdBy: String, keepsVerdicts: Bool = true
  ) {
    self.id = id
    self.policy = policy
    self.createdAt = createdAt
    self.asOf = asOf
    self.tally = tally
    self.createdBy = createdBy
    self.keepsVerdicts = keepsVerdicts
  }

  /// Until when it can be run; nil when it never could.
  package var expiresAt: Moment? {
    asOf == nil ? createdAt.advanced(bySeconds: policy.policy.analysisTTLSeconds) : nil
  }
}
