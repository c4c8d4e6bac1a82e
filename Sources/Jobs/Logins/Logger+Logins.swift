internal import Cleanup
internal import Logging
internal import Storage

extension Logger {
  /// Tells of logins that were refused and that a person should look at.
  func note(_ refusals: [[LoginObstacle]], _ tenant: TenantID) {
    for obstacles in refusals {
      warning(
        "A login could not be let in",
        metadata: [
          "tenant": "\(tenant)",
          "reasons": "\(obstacles.map(\.code.rawValue).joined(separator: ","))",
        ])
    }
  }
}
