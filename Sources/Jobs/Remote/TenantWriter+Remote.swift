internal import Cleanup
internal import Directories
internal import Storage

extension TenantWriter {
  /// Brings what was last listed of a user up to what its directory says now.
  func refresh(
    _ user: UserID, from found: RemoteUser, at now: Moment
  ) throws(StorageError) {
    guard let facts = try reader.facts(of: user),
      let directory = try reader.directory(facts.directory)
    else { return }
    try refresh(user, found.user, groups: found.groups, in: directory, at: now)
  }

  /// Closes the intent of a change; nothing happens for one that has none.
  func closeIntent(of effect: RemoteEffect) throws(StorageError) {
    guard let user = effect.user else { return }
    try closeIntent(of: user, effect.noted.effect, group: effect.noted.group)
  }

  /// Closes intents whose outcomes are stored in this transaction, and notes what has to be taken back: what
  /// was made and nobody wanted any more.
  func settleIntents(of ledger: RemoteLedger) throws(StorageError) {
    let unused = Set(ledger.unused)
    for effect in ledger.effects {
      if unused.contains(effect), try isOurs(effect) {
        guard let user = effect.user else { continue }
        try takeBackIntent(of: user, effect.noted.effect, group: effect.noted.group)
      } else {
        try closeIntent(of: effect)
      }
    }
  }

  /// Whether a change that was made is nobody else's: what somebody else took is held by them, and what
  /// somebody else gave is held no longer.
  func isOurs(_ effect: RemoteEffect) throws(StorageError) -> Bool {
    guard let user = effect.user else { return false }
    if let taking = effect.taking {
      return try reader.openHold(of: user, taking.effect, group: taking.group) == nil
    }
    let taken = effect.inverse.noted
    return try reader.openHold(of: user, taken.effect, group: taken.group) != nil
  }
}
