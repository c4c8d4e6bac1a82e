internal import Directories
internal import Synchronization

/// Sessions that are kept between two changes with their connections, since a handshake for each of many
/// changes would take longer than the changes. What is not used for a while is closed by the HTTP client.
final class SCIMSessionPool: Sendable {
  /// Most sessions that are kept: as many as there are changes at once.
  static let maxKept = 8

  private let access: SCIMAccess
  private let kept = Mutex<[SCIMSession]>([])

  init(_ access: SCIMAccess) {
    self.access = access
  }

  /// Does something in a session that nobody else uses meanwhile.
  func use<Value: Sendable>(
    _ body: (SCIMSession) async throws(DirectoryError) -> Value
  ) async throws(DirectoryError) -> Value {
    let session = try take()
    do throws(DirectoryError) {
      let value = try await body(session)
      keep(session)
      return value
    } catch {
      // What does not answer is connected to anew.
      if ![.unreachable, .timedOut, .cancelled].contains(error.code) { keep(session) }
      throw error
    }
  }

  private func take() throws(DirectoryError) -> SCIMSession {
    if let session = kept.withLock({ $0.popLast() }) { return session }
    return try SCIMSession(access)
  }

  private func keep(_ session: SCIMSession) {
    kept.withLock { kept in
      if kept.count < Self.maxKept { kept.append(session) }
    }
  }
}
