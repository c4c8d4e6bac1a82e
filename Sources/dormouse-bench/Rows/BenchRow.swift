/// One row of the table: something that is measured, and what it is held against.
///
/// ```swift
/// func measure(_ setting: Setting) async throws -> [Round] {
///   let (ours, peer) = try await start(setting)
///   return try await setting.alternating(ours: ours.run, peer: peer.run)
/// }
/// ```
protocol BenchRow: Sendable {
  /// What the row says of itself.
  var about: RowDescription { get }

  /// Prepares, measures every round, and cleans up.
  ///
  /// It throws `BenchError`, with `missing` when a peer is not on this machine.
  func measure(_ setting: Setting) async throws -> [Round]
}
