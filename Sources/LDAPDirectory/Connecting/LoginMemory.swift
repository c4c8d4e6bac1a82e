internal import Directories
internal import Synchronization

/// Whether a server keeps last logins, as it was found out a while ago. Finding it out takes a search of its
/// own, which is too much for each of many users.
final class LoginMemory: Sendable {
  /// How long it is believed.
  static let maxAge = Duration.seconds(600)

  private struct Finding {
    let keepsLogins: Bool
    let since: ContinuousClock.Instant
  }

  private let finding = Mutex<Finding?>(nil)

  /// What is remembered, or else what is found out now.
  func keepsLogins(
    _ find: () async throws(DirectoryError) -> Bool
  ) async throws(DirectoryError) -> Bool {
    let known = finding.withLock { $0 }
    if let known, known.since + Self.maxAge > .now { return known.keepsLogins }
    let keepsLogins = try await find()
    finding.withLock { $0 = Finding(keepsLogins: keepsLogins, since: .now) }
    return keepsLogins
  }
}
