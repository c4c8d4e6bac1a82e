internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

/// One deletion of a directory, inside the transaction after which nothing of it shows.
struct DirectoryDeletion {
  private let settings: DirectorySettings
  private let writer: TenantWriter
  private let call: TenantCall

  init(_ settings: DirectorySettings, _ writer: TenantWriter, _ call: TenantCall) {
    self.settings = settings
    self.writer = writer
    self.call = call
  }

  /// Deletes it, unless something is against it.
  func run(abandoningHolds: Bool) throws(Refusal) -> DeleteDirectoryResponse {
    try checkWork()
    try checkSettings()
    let held = try attempt { () throws(StorageError) in
      try writer.reader.heldCount(in: settings.id)
    }
    if held > 0, !abandoningHolds { throw holds(held) }
    let deleted = DeleteDirectoryResponse.with {
      $0.users = settings.userCount
      $0.groups = settings.groupCount
      $0.abandonedUsers = held
    }
    return try attempt { () throws(StorageError) in
      try writer.deleteDirectory(settings)
      try writer.audit(.directoryDeleted(settings, deleted, by: call.caller, at: call.now))
      try SeatMeasure.measure(at: call.now, in: writer)
      return deleted
    }
  }

  /// Whoever is at work with the directory comes to an end first.
  private func checkWork() throws(Refusal) {
    if call.database.isImporting(into: settings.id) {
      throw Refusal(
        .importInProgress, "\"\(settings.name)\" is being imported or listed: wait for it.")
    }
    let (run, isAnalyzing, isChanging) = try attempt { () throws(StorageError) in
      (
        try writer.reader.runningRun(), try writer.reader.isAnalyzing(),
        try writer.reader.hasIntents(in: settings.id)
      )
    }
    if run != nil {
      throw Refusal(.runInProgress, "A run is at work: wait for its end, or cancel it.")
    }
    if isAnalyzing {
      throw Refusal(.directoryInUse, "An analysis is being made: wait for it.")
    }
    if isChanging {
      throw Refusal(
        .directoryInUse,
        "A change of a user of \"\(settings.name)\" is not known to have been made: see to it that the"
          + " directory can be reached and list it, or restart the server, and try again.")
    }
  }

  /// Settings that name the directory would name nothing, or whoever is put under the name next.
  private func checkSettings() throws(Refusal) {
    let names = DirectoryNames(settings, in: writer.reader)
    let found = try attempt { () throws(StorageError) in try names.fields() }
    guard !found.isEmpty else { return }
    throw Refusal(
      .directoryInUse,
      "Settings name \"\(settings.name)\": take it out of them, then delete it.",
      violations: found)
  }

  private func holds(_ count: Int) -> Refusal {
    let users = count == 1 ? "1 user is" : "\(count) users are"
    return Refusal(
      .directoryHoldsUsers,
      "\(users) deactivated or out of a group of \"\(settings.name)\" by cleanup or by hand, and nobody could"
        + " restore them afterwards: undo the runs or restore the users first, or abandon the holds."
    )
  }
}
