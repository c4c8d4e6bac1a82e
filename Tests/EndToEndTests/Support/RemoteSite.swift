internal import DirectoryServers

/// A server of ours whose directory `corp` is on a real service, and is listed.
///
/// Everybody is in the group `seats`. Whoever is called `asleep-` last logged in long ago, and whoever is called
/// `awake-` a moment ago.
protocol RemoteSite: Sendable {
  /// The server of ours, with its tenant.
  var installation: Installation { get }
  /// What that was started with.
  var arguments: [String] { get }
  /// The requests that change somebody or a group.
  var changes: RequestMatch { get }
  /// What the service is asked with, which nothing may say.
  var secret: String { get }

  /// Whose accounts are closed, as the service says.
  func closed() async throws -> [String]

  /// The names of a group's members, as the service says.
  func members(of group: String) async throws -> [String]

  /// Everything on the service but what it notes by itself, sorted.
  func everything() async throws -> [String]
}

extension RemoteSite {
  /// An administrator of the tenant.
  var admin: Terminal { installation.admin }

  /// Lets runs act on whoever was away for 90 days, by an action's arguments.
  func configure(_ action: [String]) async throws {
    try await admin.configure(action)
  }

  /// Whom the tenant's database holds something of, with the number of open holds.
  func held() async throws -> [String] {
    try await installation.rows(
      """
      SELECT u.username, count(*) FROM holds h JOIN users u ON u.id = h.user_id
      WHERE h.closed_at IS NULL GROUP BY h.user_id ORDER BY u.username
      """)
  }

  /// The intents that are open.
  func intents() async throws -> [String] {
    try await installation.rows(
      "SELECT user_id, effect, run_id <> '', is_taken_back FROM intents")
  }

  /// The outcomes of a run, of each user the name and what it is, by name.
  func outcomes(of run: String) async throws -> [String] {
    try await installation.rows(
      """
      SELECT username, result, ifnull(code, '') FROM outcomes
      WHERE run = (SELECT number FROM runs WHERE id = '\(run)') ORDER BY username
      """)
  }
}
