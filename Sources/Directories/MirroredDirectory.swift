internal import Cleanup
internal import Storage

/// A remote directory inside a transaction: changes what was last listed of it, as far as the directory
/// itself was changed.
struct MirroredDirectory: Directory {
  let listed: EmbeddedDirectory
  let settings: DirectorySettings
  let ledger: RemoteLedger

  var capabilities: DirectoryCapabilities { settings.capabilities }

  func apply(
    _ change: DirectoryChange, to user: UserID, at moment: Moment, in writer: TenantWriter
  ) throws(StorageError) -> AppliedChange {
    if !ledger.doubtsListing, !ledger.knows(change, of: user, in: settings.id),
      try isListed(change, of: user, in: writer.reader)
    {
      return .unchanged
    }
    switch ledger.result(of: change, to: user, in: settings.id) {
    case nil: return try listed.apply(change, to: user, at: moment, in: writer)
    case .unchanged?:
      // Somebody else did it, and it is theirs to take back.
      _ = try listed.apply(change, to: user, at: moment, in: writer)
      return .unchanged
    case .changed?:
      _ = try listed.apply(change, to: user, at: moment, in: writer)
      return .changed
    case .failed(let failure)?: return .failed(failure)
    case .unclear(let failure)?:
      // What was to be given stays held until it is known to be there.
      if RemoteEffect(directory: settings.id, user: user, change: change).taking == nil {
        return .failed(failure)
      }
      _ = try listed.apply(change, to: user, at: moment, in: writer)
      return .unclear(failure)
    }
  }

  /// Whether the last listing, and what was read since, say that a change was made already.
  private func isListed(
    _ change: DirectoryChange, of user: UserID, in reader: TenantReader
  ) throws(StorageError) -> Bool {
    guard let facts = try reader.facts(of: user) else { return false }
    return switch change {
    case .deactivate: !facts.isActive
    case .reactivate: facts.isActive
    case .removeMembership(let group): !facts.groups.contains(group)
    case .addMembership(let group), .joinGroup(let group): facts.groups.contains(group)
    }
  }

  func create(
    _ user: NewUser, over row: UserID?, at moment: Moment, in writer: TenantWriter
  ) throws(StorageError) -> CreatedUser {
    var user = user
    switch ledger.result(of: RemoteCreation(directory: settings.id, user: user)) {
    case nil: break
    case .failure(let failure)?: return .failed(failure)
    case .success(let id)?: user.externalID = id
    }
    return try add(user, at: moment, in: writer)
  }

  /// The id is the directory's: whoever has it here already is the one.
  private func add(
    _ user: NewUser, at moment: Moment, in writer: TenantWriter
  ) throws(StorageError) -> CreatedUser {
    let known = try writer.reader.loginUser(externalID: user.externalID, in: settings.id)
    if let known, !known.hasVanished {
      _ = try listed.apply(.reactivate, to: known.user.id, at: moment, in: writer)
      ledger.created(known.user.id)
      return .created(known.user.id, externalID: user.externalID)
    }
    let created = try listed.create(user, over: known?.user.id, at: moment, in: writer)
    if case .created(let row, _) = created { ledger.created(row) }
    return created
  }
}
