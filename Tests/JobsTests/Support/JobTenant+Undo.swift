internal import Cleanup
internal import Jobs
internal import Storage

extension JobTenant {
  /// Starts to take a run back without working on it.
  func startUndo(_ run: Run, afterSeconds seconds: Int64 = 0) async throws -> Run {
    let moment = now.advanced(bySeconds: seconds)
    return try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      try UndoStarter.start(undoing: run.id, by: Self.caller, at: moment, in: writer)
    }.value
  }

  /// Takes a run back as a whole.
  @discardableResult
  func undo(_ run: Run, afterSeconds seconds: Int64 = 0) async throws -> Run {
    try await finish(
      startUndo(run, afterSeconds: seconds), afterSeconds: seconds, isResumed: false)
  }

  /// The names of a user's direct groups.
  func groups(of username: String) async throws -> Set<String> {
    Set(try await details(username)?.memberships.filter(\.isDirect).map(\.group) ?? [])
  }
}
