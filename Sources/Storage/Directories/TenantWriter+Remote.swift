package import Cleanup
internal import Foundation

extension TenantWriter {
  /// Stores how a directory is reached, and a sealed secret with it; without one, the secret that is
  /// stored stays unless `keepsSecret` is false.
  package func setRemote(
    _ remote: RemoteSettings, secret: [UInt8]?, keepsSecret: Bool, of directory: DirectoryID
  ) throws(StorageError) {
    let stored = try StoredJSON.encode(remote)
    try connection.run(
      "UPDATE directories SET remote = ?, etag = ? WHERE id = ?", stored, Identifier.random(),
      directory.rawValue)
    if let secret {
      try putSecret(secret, of: directory)
    } else if !keepsSecret {
      try connection.run(
        "UPDATE directories SET secret = NULL WHERE id = ?", directory.rawValue)
    }
  }

  /// Stores a sealed secret.
  package func putSecret(
    _ secret: [UInt8], of directory: DirectoryID
  ) throws(StorageError) {
    try connection.run(
      "UPDATE directories SET secret = ? WHERE id = ?", Data(secret), directory.rawValue)
  }

  /// Stores what a directory was found to be able to do; what it reports stays as an operator set it.
  package func setCapabilities(
    _ found: DirectoryCapabilities, of directory: DirectoryID
  ) throws(StorageError) {
    guard let known = try reader.directory(directory) else { return }
    var capabilities = found
    capabilities.reportActivity = known.capabilities.reportActivity
    if capabilities == known.capabilities { return }
    try connection.run(
      "UPDATE directories SET capabilities = ?, etag = ? WHERE id = ?",
      try StoredJSON.encode(capabilities), Identifier.random(), directory.rawValue)
  }

  /// Stores which user of a directory is the account that asks it; nil for none.
  package func setOwnAccount(
    _ externalID: String?, of directory: DirectoryID
  ) throws(StorageError) {
    try connection.run(
      "UPDATE directories SET own_account = ? WHERE id = ? AND own_account IS NOT ?", externalID,
      directory.rawValue, externalID)
  }

  /// Brings what was last listed of a user up to what its directory says now. What that shows to be back is
  /// held no longer.
  ///
  /// How the user is called, and what nobody listed, stays for the next listing. What an intent is to change
  /// stays until that is settled, which says who changed it.
  package func refresh(
    _ user: UserID, _ found: ListedUser, groups: [ListedGroup], in directory: DirectorySettings,
    at now: Moment
  ) throws(StorageError) {
    let intents = try reader.intents(of: user)
    try refreshAccount(of: user, found, intents, at: now)
    try refreshGroups(of: user, groups, intents, in: directory.id, at: now)
    try refreshActivity(of: user, found, in: directory)
  }

  private func refreshAccount(
    of user: UserID, _ found: ListedUser, _ intents: [Intent], at now: Moment
  ) throws(StorageError) {
    guard let isActive = found.user.isActive, intents.allSatisfy({ $0.group != nil }),
      try setActive(isActive, of: user, at: now), isActive
    else { return }
    _ = try closeHolds(of: user, effect: .deactivate, because: .seen, at: now)
  }

  private func refreshGroups(
    of user: UserID, _ groups: [ListedGroup], _ intents: [Intent], in directory: DirectoryID,
    at now: Moment
  ) throws(StorageError) {
    var found: Set<GroupID> = []
    for group in groups {
      if let row = try reader.group(externalID: group.externalID, in: directory) {
        found.insert(row)
      }
    }
    let known = Set(try reader.memberGroups(of: user, in: directory))
    let changing = Set(intents.compactMap(\.group))
    for group in known.subtracting(found).subtracting(changing) {
      _ = try removeMembership(of: user, in: group)
    }
    for group in found.subtracting(known).subtracting(changing) {
      let closed = try closeHolds(
        of: user, effect: .removeFromGroup, group: group, because: .seen, at: now)
      // Somebody gave it back, which starts a grace period; or somebody gave it.
      _ =
        try closed.isEmpty
        ? joinGroup(group, user) : addMembership(of: user, in: group, at: now)
    }
  }

  private func refreshActivity(
    of user: UserID, _ found: ListedUser, in directory: DirectorySettings
  ) throws(StorageError) {
    let time: Moment?
    switch found.user.lastLogin {
    case .unknown: return
    case .never: time = nil
    case .at(let moment): time = moment
    }
    let signal = ActivitySignal(
      kind: directory.listedActivity, source: directory.name, time: time,
      granularitySeconds: Int64(found.loginGranularitySeconds))
    try recordSignal(signal, of: user)
  }

  /// Shows a user no longer whom the directory has no more, as it said when it was asked for that one.
  package func noteGone(
    _ user: UserID, from directory: DirectoryID, at now: Moment
  ) throws(StorageError) {
    let count = try connection.change(
      "UPDATE users SET vanished_at = ? WHERE id = ? AND vanished_at IS NULL", now.microseconds,
      user.rawValue)
    try connection.run(
      "UPDATE directories SET user_count = user_count - ? WHERE id = ?", count, directory.rawValue)
  }

  /// Notes that a listing failed: the users of the directory are none to act on until one is complete.
  package func noteFailure(
    _ failure: ListingFailure, of directory: DirectoryID
  ) throws(StorageError) {
    try connection.run(
      "UPDATE directories SET is_complete = 0, failed_at = ?, failure = ? WHERE id = ?",
      failure.failedAt.microseconds, failure.message, directory.rawValue)
  }
}
