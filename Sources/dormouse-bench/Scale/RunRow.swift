internal import Cleanup
internal import Foundation

/// A run to its end, against the same writes in the same chunks from C, which chains the hashes of the
/// audit as the service does: they are among what is written.
struct RunRow: BenchRow {
  let about = RowDescription(
    name: "run", what: "run over 500,000 candidates, journaled, synchronous FULL",
    against: "the same writes and hashes in the same chunks from C", unit: .seconds,
    target: .ratio(1.5))

  func measure(_ setting: Setting) async throws -> [Round] {
    // Six of seven are candidates: all of the sample have slept for long, and the others have a closed
    // account or are in the excluded group.
    let users = setting.amount(585_000, quick: 2000)
    let program = try setting.peer("sqlite-journal")
    let shell = try SQLiteShell()
    let tenant = try await PreparedTenant(users: users)
    let analysis = try await tenant.analyze()
    let chunks = "\(tenant.scratch.path)/chunks"
    var rounds: [Round] = []
    // Ours goes first each time: the peer repeats the chunks that it took.
    for _ in 0..<setting.atMost(3).rounds {
      let ours = try await ours(tenant, analysis, shell, chunks: chunks)
      rounds.append(Round(ours: ours, peer: try await peer(tenant, program, chunks: chunks)))
    }
    return rounds
  }

  private func ours(
    _ tenant: PreparedTenant, _ analysis: Analysis, _ shell: SQLiteShell, chunks: String
  ) async throws -> Double {
    try await tenant.withCopy { copy in
      let service = try ServiceUnderTest(data: copy.data)
      let result = try await seconds {
        _ = try await service.run(analysis, in: PreparedTenant.name)
      }
      await service.stop()
      // The outcomes of a chunk have the same time.
      let sizes = try shell.run(
        "SELECT count(*) FROM outcomes GROUP BY time ORDER BY min(sequence);", on: copy.database,
        in: tenant.scratch)
      try sizes.write(toFile: chunks, atomically: false, encoding: .utf8)
      return result
    }
  }

  private func peer(
    _ tenant: PreparedTenant, _ program: String, chunks: String
  ) async throws -> Double {
    try await tenant.withCopy { copy in
      try PeerProgram.seconds(program, [copy.database, chunks])
    }
  }
}
