internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension DirectoriesService {
  @Sendable
  func testDirectory(
    _ request: TestDirectoryRequest, _ call: TenantCall
  ) async throws(Refusal) -> DirectoryProbe {
    let settings = try await remote(request.directory, call)
    return try await sync(call).probe(settings.id)
  }

  @Sendable
  func syncDirectory(
    _ request: SyncDirectoryRequest, _ call: TenantCall, _ responses: Responses<SyncEvent>
  ) async throws {
    let settings = try await remote(request.directory, call)
    let (events, continuation) = AsyncStream<SyncProgress>.makeStream(
      bufferingPolicy: .bufferingNewest(1))
    let sync = sync(call)
    async let summary = {
      () async throws(Refusal) in
      defer { continuation.finish() }
      return try await sync.sync(settings.id, by: call.caller) { continuation.yield($0) }
    }()
    var pace = ProgressPace()
    for await progress in events where pace.isDue() {
      try await responses.send(.progress(progress))
    }
    try await responses.send(.result(try await summary))
  }

  private func sync(_ call: TenantCall) -> DirectorySync {
    DirectorySync(call.database, remotes: remotes, clock: clock)
  }

  /// The remote directory with a name.
  private func remote(
    _ name: String, _ call: TenantCall
  ) async throws(Refusal) -> DirectorySettings {
    let settings = try await call.database.read(failingWith: Refusal.self) {
      (reader) throws(Refusal) in try Self.directory(name, in: reader)
    }
    guard settings.remote != nil else { throw RemoteDirectories.notRemote(name) }
    return settings
  }
}
