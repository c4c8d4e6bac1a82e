internal import Cleanup
internal import Directories
internal import Foundation

/// The time of a connector, and how it waits.
struct SCIMTime: Sendable {
  /// Time since some moment; it never goes back.
  var uptime: @Sendable () -> Duration
  /// What the clock says.
  var now: @Sendable () -> Moment
  /// Waits until so much time has passed, or the task is cancelled.
  var wait: @Sendable (Duration) async throws -> Void

  /// That of the system.
  static let system: SCIMTime = {
    let start = ContinuousClock.now
    return SCIMTime(
      uptime: { ContinuousClock.now - start }, now: { Moment(Date()) },
      // A service says how long to wait before it may be asked again; nothing else tells when that is.
      wait: { try await Task.sleep(for: $0) })
  }()

  /// Waits; a task that is cancelled waits no longer.
  func pause(_ duration: Duration) async throws(DirectoryError) {
    do {
      try await wait(duration)
    } catch {
      throw .cancelled
    }
    if Task.isCancelled { throw .cancelled }
  }
}
