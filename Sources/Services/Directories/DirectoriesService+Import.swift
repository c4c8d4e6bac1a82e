internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import Storage

extension DirectoriesService {
  @Sendable
  func importUsers(
    _ steps: Requests<ImportStep>, _ call: TenantCall
  ) async throws -> ImportSummary {
    var iterator = steps.makeAsyncIterator()
    guard case .begin(let begin) = try await iterator.next() else {
      throw Refusal(.importRejected, "An import starts with begin.")
    }
    // Checked before the first item comes, not after the last.
    try RequestIdentity.check(begin.requestID)
    let directory = try await call.database.read(failingWith: Refusal.self) {
      (reader) throws(Refusal) in
      try Self.directory(begin.directory, in: reader)
    }
    guard directory.remote == nil else {
      throw Refusal.invalid(
        "begin.directory",
        "\"\(directory.name)\" is a remote directory: list it with SyncDirectory")
    }
    let session = try await session(directory, begin.mode, call)
    steps.tellAccepted()
    do {
      return try await ImportStream(
        begin: begin, directory: directory, call: call, session: session, clock: clock
      ).run(&iterator)
    } catch {
      await session.abandon()
      throw error
    }
  }

  private func session(
    _ directory: DirectorySettings, _ mode: ImportMode, _ call: TenantCall
  ) async throws(Refusal) -> ImportSession {
    do {
      return try await call.database.beginImport(into: directory.id, mode: mode, at: clock.now)
    } catch  where error.code == .conflict {
      throw Refusal(
        .importInProgress, "Another import into \"\(directory.name)\" is at work: wait for it.")
    } catch {
      throw Refusal(error)
    }
  }
}
