internal import Cleanup
internal import Foundation
internal import Jobs
internal import Storage
internal import Testing

extension JobTenant {
  /// Expects that journal, directory, holds, audit and log file tell the same of a run that ended
  /// and deactivated users: one outcome for each candidate, and nobody touched twice or unnoted.
  func expectAgreement(
    on run: Run, done: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let outcomes = try await outcomes(of: run)
    let expected = run.candidates
    #expect(outcomes.map(\.sequence) == Array(1...Int64(expected)), sourceLocation: sourceLocation)
    #expect(Set(outcomes.map(\.user)).count == expected, sourceLocation: sourceLocation)
    #expect(run.counts.total == expected, sourceLocation: sourceLocation)
    let acted = Set(outcomes.filter { $0.result == .done }.compactMap(\.user))
    #expect(acted.count == run.counts.done, sourceLocation: sourceLocation)
    if let done { #expect(acted.count == done, sourceLocation: sourceLocation) }
    let seen = try await effects(of: run, on: outcomes.compactMap(\.user))
    #expect(seen.closed == acted, sourceLocation: sourceLocation)
    #expect(seen.held == acted.sorted(), sourceLocation: sourceLocation)
    let subjects = outcomes.filter { $0.result == .done }
      .map { "user/\($0.directory)/\($0.externalID)" }
    #expect(seen.audited == subjects.sorted(), sourceLocation: sourceLocation)
    let lines = try logLines(of: run)
    #expect(lines.count == expected + 1, sourceLocation: sourceLocation)
    #expect(try leftovers().isEmpty, sourceLocation: sourceLocation)
  }

  /// The lines of a run's log file.
  func logLines(of run: Run) throws -> [Substring] {
    try String(contentsOfFile: data.path + "/" + run.logFile, encoding: .utf8)
      .split(separator: "\n")
  }

  /// Files in the folder of log files that are no log files.
  func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: database.files.logs)
      .filter { !$0.hasSuffix(".jsonl") }
  }

  private func effects(
    of run: Run, on users: [UserID]
  ) async throws -> (closed: Set<UserID>, held: [UserID], audited: [String]) {
    try await database.read { (reader) throws(StorageError) in
      var closed: Set<UserID> = []
      var held: [UserID] = []
      for user in users {
        if let facts = try reader.facts(of: user), !facts.isActive { closed.insert(user) }
        held += try reader.openHolds(of: user)
          .filter { $0.runID == run.id && $0.isWakeable && $0.effect == .deactivate }
          .map(\.user)
      }
      let audited = try reader.auditEvents(limit: 100_000).items.reversed().map(\.event)
        .filter { $0.action == "user.deactivate" }.map(\.subject)
      return (closed, held.sorted(), audited.sorted())
    }
  }
}
