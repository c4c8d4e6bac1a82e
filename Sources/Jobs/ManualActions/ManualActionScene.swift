internal import Cleanup
internal import Storage

/// What a manual action needs to know of the tenant: groups, exceptions, and the analysis it names.
struct ManualActionScene {
  let groups: TenantGroups
  private let action: ManualAction
  private let evaluator: Evaluator
  private let candidates: Set<UserID>
  private let seatRule: SeatRule

  init(
    _ action: ManualAction, at now: Moment, in reader: TenantReader
  ) throws(StorageError) {
    let groups = try TenantGroups.current(nil, in: reader)
    self.groups = groups
    self.action = action
    let policy = try reader.policy()?.policy
    seatRule = SeatRule(policy, graph: groups.graph)
    evaluator = try Evaluator(policy ?? Self.noPolicy, at: now, graph: groups.graph, in: reader)
    candidates = try Self.candidates(of: action, in: reader)
  }

  /// Whether a login may undo the action: the user was a candidate in the analysis that it names.
  func isWakeable(_ user: UserID) -> Bool {
    candidates.contains(user)
  }

  /// Whether a user holds a seat by the policy in force.
  func holdsSeat(_ facts: UserFacts) -> Bool {
    seatRule.holds(facts)
  }

  /// What the audit says of a user before and after.
  func states(_ before: UserFacts?, _ after: UserFacts?) -> (before: UserState, after: UserState) {
    guard let before, let after else { return (UserState(), UserState()) }
    return (
      UserState(before, than: after, groups.graph), UserState(after, than: before, groups.graph)
    )
  }

  /// The exception that keeps a user from this action; nil when there is none, it is overridden, or
  /// the action takes nothing away.
  func exception(for facts: UserFacts, _ action: ManualAction) -> Verdict? {
    switch action.kind {
    case .reactivate, .addToGroup, .exempt, .restore: return nil
    case .deactivate, .removeFromGroup: break
    }
    guard let verdict = evaluator.exception(for: facts) else { return nil }
    let isOverridden = !action.overrideReason.isEmpty && verdict.reason != .protected
    return isOverridden ? nil : verdict
  }

  func outcome(_ user: User, _ result: ManualResult, at now: Moment) -> Outcome {
    var outcome = Outcome(
      user: user.id, directory: user.directory, externalID: user.externalID,
      username: user.username, result: .done, effect: action.kind.effect, group: group, time: now,
      lastActivity: user.lastActivity)
    switch result {
    case .done: break
    case .skipped(let code, let message):
      (outcome.result, outcome.code, outcome.message) = (.skipped, code, message)
    case .failed(let code, let message):
      (outcome.result, outcome.code, outcome.message) = (.failed, code, message)
    case .manual(let code, let message):
      (outcome.result, outcome.code, outcome.message) = (.manual, code, message)
    }
    return outcome
  }

  private var group: String {
    switch action.kind {
    case .removeFromGroup(let group), .addToGroup(let group): group
    case .deactivate, .reactivate, .exempt, .restore: ""
    }
  }

  /// What users are judged by before there is a policy: it names no exceptions, so that only exemptions
  /// are left, which stand beside it, and nobody is judged by its days.
  private static let noPolicy = Policy(action: .deactivate, inactiveAfterDays: Policy.maxDays)

  private static func candidates(
    of action: ManualAction, in reader: TenantReader
  ) throws(StorageError) -> Set<UserID> {
    guard !action.analysisID.isEmpty else { return [] }
    var found: Set<UserID> = []
    for ref in action.users {
      guard case .found(let user) = try reader.resolve(ref),
        let verdict = try reader.verdict(of: user.id, inAnalysis: action.analysisID),
        verdict.reason.isCandidate
      else { continue }
      found.insert(user.id)
    }
    return found
  }
}
