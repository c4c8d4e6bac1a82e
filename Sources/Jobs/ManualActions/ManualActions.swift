package import Cleanup
internal import Directories
package import Storage

/// Does what a person asks to users picked by hand, all in the caller's transaction.
package struct ManualActions {
  private let writer: TenantWriter
  private let caller: Caller
  private let now: Moment
  private let ledger: RemoteLedger

  /// Actions in a transaction, by a caller at a moment, for which remote directories were prepared.
  package init(
    in writer: TenantWriter, by caller: Caller, at now: Moment,
    _ preparation: ManualPreparation = .rehearsal
  ) {
    self.init(in: writer, by: caller, at: now, ledger: preparation.ledger)
  }

  init(in writer: TenantWriter, by caller: Caller, at now: Moment, ledger: RemoteLedger) {
    self.writer = writer
    self.caller = caller
    self.now = now
    self.ledger = ledger
  }

  /// One outcome per user, in the order of the action.
  ///
  /// Users who cannot be found refuse the whole action, before anybody was touched. Exceptions skip
  /// their user unless they are overridden; whoever may do that is for the caller to check.
  package func perform(_ action: ManualAction) throws(Refusal) -> [Outcome] {
    let users = try resolve(action.users)
    try checkAnalysis(action)
    return try attempt { () throws(StorageError) in
      let scene = try ManualActionScene(action, at: now, in: writer.reader)
      var outcomes: [Outcome] = []
      var seats = SeatChanges()
      for user in users {
        let before = try writer.reader.facts(of: user.id)
        let outcome = try perform(action, on: user, before, scene)
        if outcome.mayHaveEffect {
          let after = try writer.reader.facts(of: user.id)
          try writer.audit(event(outcome, action, scene.states(before, after)))
          if let before, let after {
            seats.note(before: scene.holdsSeat(before), after: scene.holdsSeat(after))
          }
        }
        outcomes.append(outcome)
      }
      try SeatMeasure.count(seats, at: now, in: writer)
      try writer.settleIntents(of: ledger)
      return outcomes
    }
  }

  private func perform(
    _ action: ManualAction, on user: User, _ facts: UserFacts?, _ scene: ManualActionScene
  ) throws(StorageError) -> Outcome {
    guard let facts else {
      return scene.outcome(
        user, .failed(.vanished, "The user is gone from the directory."), at: now)
    }
    if let exception = scene.exception(for: facts, action) {
      return scene.outcome(
        user, .skipped(.verdict(exception.reason), exception.explanation), at: now)
    }
    if let reason = try wakingLogin(of: facts, action, scene) {
      return scene.outcome(user, reason, at: now)
    }
    let groups = scene.groups.acting(through: ledger)
    let effects = ManualEffects(
      writer: writer, now: now, groups: groups,
      effects: EffectWriter(
        writer: writer, groups: groups, now: now, runID: "", name: caller.tokenName))
    let result: ManualResult
    switch action.kind {
    case .deactivate: result = try effects.deactivate(facts, isWakeable: scene.isWakeable(facts.id))
    case .reactivate: result = try effects.reactivate(facts)
    case .removeFromGroup(let group):
      result = try effects.remove(facts, from: group, isWakeable: scene.isWakeable(facts.id))
    case .addToGroup(let group): result = try effects.add(facts, to: group)
    case .exempt(let until, let owner):
      result = try exempt(user, until: until, owner: owner, because: action.reason)
    case .restore: result = try effects.restore(facts)
    }
    return scene.outcome(user, result, at: now)
  }

  /// Why nothing is taken from a user who logged in while a remote directory was being told to; nil where
  /// nobody did, or no login takes it back.
  private func wakingLogin(
    of facts: UserFacts, _ action: ManualAction, _ scene: ManualActionScene
  ) throws(StorageError) -> ManualResult? {
    switch action.kind {
    case .reactivate, .addToGroup, .exempt, .restore: return nil
    case .deactivate, .removeFromGroup: break
    }
    guard scene.isWakeable(facts.id),
      let begun = try writer.reader.intents(of: facts.id)
        .filter({ $0.effect == action.kind.effect }).map(\.openedAt).min(),
      let latest = try writer.reader.latestSignal(of: facts.id), latest > begun
    else { return nil }
    return .skipped(.verdict(.active), "The user logged in while the directory was being changed.")
  }

  private func exempt(
    _ user: User, until: Moment, owner: String, because reason: String
  ) throws(StorageError) -> ManualResult {
    try writer.putExemption(
      Exemption(
        id: Identifier.ordered(at: now), user: user.id, directory: user.directory,
        externalID: user.externalID, username: user.username, until: until, owner: owner,
        reason: reason, createdAt: now, createdBy: caller.tokenName))
    return .done
  }

  private func event(
    _ outcome: Outcome, _ action: ManualAction, _ states: (before: UserState, after: UserState)
  ) -> AuditEvent {
    var after = states.after
    if case .exempt(let until, let owner) = action.kind {
      after.facts += [("exempt_until", until.rfc3339), ("owner", owner)]
    }
    return .effect(
      outcome, by: caller, because: because(action), before: states.before, after: after)
  }

  private func because(_ action: ManualAction) -> String {
    action.overrideReason.isEmpty
      ? action.reason : "\(action.reason); exceptions overridden: \(action.overrideReason)"
  }

  private func checkAnalysis(_ action: ManualAction) throws(Refusal) {
    guard !action.analysisID.isEmpty else { return }
    let analysis = try attempt { () throws(StorageError) in
      try writer.reader.analysis(action.analysisID)
    }
    if analysis == nil {
      throw Refusal(.analysisNotFound, "No analysis has this id: name one of this tenant.")
    }
  }

  private func resolve(_ refs: [UserRef]) throws(Refusal) -> [User] {
    var users: [User] = []
    var seen: Set<UserID> = []
    var violations: [FieldViolation] = []
    for (index, ref) in refs.enumerated() {
      let field = "users[\(index)]"
      do throws(Refusal) {
        let user = try UserFinder(writer.reader).user(ref)
        if seen.insert(user.id).inserted {
          users.append(user)
        } else {
          violations.append(
            FieldViolation(field: field, description: "is named twice: name each user once"))
        }
      } catch  where error.reason == .userNotFound || error.reason == .ambiguousUser {
        violations.append(FieldViolation(field: field, description: error.message))
      }
    }
    if !violations.isEmpty { throw Refusal.invalid(violations) }
    return users
  }
}
