internal import Cleanup
internal import Foundation
internal import Messages
internal import Synchronization

/// An analysis with a verdict stored for each user, against the same judgement as SQL in the shell.
struct AnalysisRow: BenchRow {
  let about = RowDescription(
    name: "analysis", what: "analysis of 1,000,000 users, each verdict stored",
    against: "sqlite3 INSERT … SELECT, the equivalent query", unit: .seconds,
    target: .ratio(1.5))

  func measure(_ setting: Setting) async throws -> [Round] {
    let users = setting.amount(1_000_000, quick: 2000)
    let shell = try SQLiteShell()
    let tenant = try await PreparedTenant(users: users)
    let counts = Counts()
    return try await setting.atMost(3).alternating {
      try await tenant.withCopy { copy in
        let service = try ServiceUnderTest(data: copy.data)
        var tally: AnalysisTally?
        let result = try await seconds {
          tally = try await service.analyze(PreparedTenant.name).analysis.tally
        }
        await service.stop()
        try counts.agree(
          (tally?.reasonCounts ?? []).map { "\($0.reason.rawValue)|\($0.count)\n" }.joined())
        return result
      }
    } peer: {
      try await tenant.withCopy { copy in
        let result = try await seconds {
          try shell.run(Self.query, on: copy.database, in: tenant.scratch)
        }
        try counts.agree(
          shell.run(
            "SELECT reason, count(*) FROM verdicts GROUP BY reason ORDER BY reason;",
            on: copy.database, in: tenant.scratch))
        return result
      }
    }
  }

  /// What both sides counted, which must be the same.
  private final class Counts: Sendable {
    private let known = Mutex<String?>(nil)

    func agree(_ counts: String) throws(BenchError) {
      let earlier = known.withLock { known in
        if known == nil { known = counts }
        return known
      }
      guard let earlier, earlier != counts else { return }
      throw BenchError(.failed, "the two sides judged differently:\n\(earlier)and\n\(counts)")
    }
  }

  /// The sample's policy as SQL, for users of one directory of whom each has one signal.
  private static let query = """
    INSERT INTO analyses (id, policy_revision, created_at, created_by, tally, verdicts_state)
    VALUES ('shell', 1, unixepoch() * 1000000, 'shell', '{}', 'kept');
    INSERT INTO verdicts
    SELECT 1, u.id,
      CASE WHEN NOT u.is_active THEN \(Reason.alreadyInactive.rawValue)
        WHEN x.user_id IS NOT NULL THEN \(Reason.groupExcluded.rawValue)
        WHEN s.user_id IS NULL THEN \(Reason.activityUnknown.rawValue)
        WHEN s.time IS NULL THEN \(Reason.neverLoggedInKept.rawValue)
        WHEN s.time + s.granularity_seconds * 1000000 > p.cutoff THEN \(Reason.active.rawValue)
        ELSE \(Reason.inactive.rawValue) END AS reason,
      u.is_active AND x.user_id IS NULL AND s.time <= p.cutoff,
      CASE WHEN s.user_id IS NULL THEN 1 WHEN s.time IS NULL THEN 0 ELSE 2 END,
      ifnull(s.time, 0), s.kind, s.source_id, s.granularity_seconds,
      iif(u.is_active AND x.user_id IS NOT NULL, '["\(SampleData.excludedGroup)"]', NULL),
      iif(u.is_active AND x.user_id IS NOT NULL, '\(SampleData.excludedGroup)', NULL), NULL
    FROM (SELECT unixepoch() * 1000000 - \(SampleData.inactiveAfterDays) * 86400000000 AS cutoff) p
    CROSS JOIN users u
    LEFT JOIN exemptions e ON e.user_id = u.id
    LEFT JOIN signals s ON s.user_id = u.id
    LEFT JOIN memberships x ON x.user_id = u.id
      AND x.group_id = (SELECT id FROM groups WHERE name = '\(SampleData.excludedGroup)')
    WHERE u.directory_id = 1 AND u.vanished_at IS NULL ORDER BY u.id;
    INSERT INTO candidate_order
    SELECT analysis, activity_rank, activity_time, user_id FROM verdicts
    WHERE analysis = 1 AND reason >= \(Reason.neverLoggedIn.rawValue) ORDER BY 1, 2, 3, 4;
    """
}
