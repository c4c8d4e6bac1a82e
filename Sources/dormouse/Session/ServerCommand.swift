internal import ArgumentParser

/// A command that works with the server.
protocol ServerCommand: AsyncParsableCommand {
  /// Where it works and how it prints.
  var connection: ConnectionOptions { get }

  /// Does the work.
  func run(in session: Session) async throws
}

extension ServerCommand {
  func run() async throws {
    let session = try Session(Settings(connection))
    do {
      try await run(in: session)
    } catch {
      await session.close()
      throw error
    }
    await session.close()
  }
}
