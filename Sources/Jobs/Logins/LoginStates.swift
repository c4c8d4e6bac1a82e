internal import Cleanup

/// What the audit says of a user before and after a login that changed something.
struct LoginStates {
  /// Before.
  private(set) var before = UserState()
  /// After.
  private(set) var after = UserState()

  /// Nothing, as for a login that was refused.
  init() {}

  /// What the answer of a login tells of: the account, groups, and how the user is called.
  init(_ answer: LoginAnswer, before old: User, after new: User) {
    before.facts = [("active", String(old.isActive))]
    after.facts = [("active", String(new.isActive))]
    let groups = { (codes: Set<LoginEffect.Code>) in
      answer.effects.filter { codes.contains($0.code) }.map(\.group).joined(separator: ", ")
    }
    before.facts.append(("groups", groups([.groupRemoved])))
    after.facts.append(("groups", groups([.groupRestored, .groupAdded])))
    guard answer.effects.contains(where: { $0.code == .updated }) else { return }
    before.facts += [("display_name", old.displayName), ("email", old.email)]
    after.facts += [("display_name", new.displayName), ("email", new.email)]
  }
}
