package import Cleanup
package import Storage

/// Lets runs go that broken listings hold, in the caller's transaction.
package struct HeldRuns {
  private let writer: TenantWriter

  /// Works inside the transaction of a writer.
  package init(in writer: TenantWriter) {
    self.writer = writer
  }

  /// Takes the listing of a directory, or of all with an empty name, for good, and answers those that
  /// held runs. An etag that is not empty must be that of the listing.
  package func release(
    directory: String, etag: String, reason: String, by caller: Caller, at now: Moment
  ) throws(Refusal) -> [HeldListing] {
    let directories = try directories(named: directory)
    let held = try attempt { () throws(StorageError) in
      try writer.reader.heldListings().filter { directory.isEmpty || $0.directory == directory }
    }
    guard !held.isEmpty else {
      let place = directory.isEmpty ? "No listing" : "The last listing of \"\(directory)\""
      throw Refusal(.runsNotHeld, "\(place) holds no runs: there is nothing to release.")
    }
    guard etag.isEmpty || held.allSatisfy({ $0.etag == etag }) else {
      throw Refusal(
        .staleETag,
        "Another listing came since that one was looked at: look at it, and release that one.")
    }
    return try attempt { () throws(StorageError) in
      for listing in held {
        guard let id = directories.first(where: { $0.name == listing.directory })?.id else {
          continue
        }
        _ = try writer.acceptHeldListing(of: id)
        try writer.audit(.runsReleased(listing, because: reason, by: caller, at: now))
      }
      return held
    }
  }

  private func directories(named name: String) throws(Refusal) -> [DirectorySettings] {
    let all = try attempt { () throws(StorageError) in try writer.reader.directories() }
    if name.isEmpty || all.contains(where: { $0.name == name }) { return all }
    throw Refusal(
      .directoryNotFound, "There is no directory \"\(name)\": put it or correct the name.")
  }
}
