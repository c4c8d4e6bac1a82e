package import Cleanup

extension TenantWriter {
  /// Begins an analysis, which nobody sees before it is complete.
  package func beginAnalysis(_ draft: AnalysisDraft) throws(StorageError) -> AnalysisHandle {
    let number = try connection.insert(
      """
      INSERT INTO analyses
        (id, policy_revision, created_at, as_of, created_by, verdicts_state)
      VALUES (?, ?, ?, ?, ?, 'kept')
      """, draft.id, draft.policy.revision, draft.createdAt.microseconds,
      draft.asOf?.microseconds, draft.createdBy)
    return AnalysisHandle(number: number, draft: draft)
  }

  /// Stores verdicts, each user's once. A thousand at a time are a good number.
  package func appendVerdicts(
    _ verdicts: [(user: UserID, verdict: Verdict)], to handle: AnalysisHandle
  ) throws(StorageError) {
    let insert = try connection.statement(
      """
      INSERT INTO verdicts
        (analysis, user_id, reason, is_actionable, activity_rank, activity_time,
         activity_kind, activity_source, activity_granularity_seconds, group_path, rule,
         fact_time)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    var sources: [String: Int64] = [:]
    // Many users are kept by one way, whose JSON is made once.
    var paths: [[String]: String] = [:]
    for (user, verdict) in verdicts {
      let activity = StoredActivity(verdict.lastActivity)
      var source: Int64?
      if let name = activity.source {
        source = sources[name]
        if source == nil { source = try sourceID(of: name) }
        sources[name] = source
      }
      let path = verdict.groupPath.isEmpty ? nil : try json(of: verdict.groupPath, &paths)
      try insert.run {
        $0.add(handle.number)
        $0.add(user.rawValue)
        $0.add(verdict.reason.rawValue)
        $0.add(verdict.isActionable)
        $0.add(activity.rank)
        $0.add(activity.time)
        $0.add(activity.kind)
        $0.add(source)
        $0.add(activity.granularitySeconds)
        $0.add(path)
        $0.add(verdict.rule.isEmpty ? nil : verdict.rule)
        $0.add(verdict.factTime?.microseconds)
      }
    }
  }

  private func json(
    of path: [String], _ known: inout [[String]: String]
  ) throws(StorageError) -> String {
    if let text = known[path] { return text }
    let text = try StoredJSON.encode(path)
    known[path] = text
    return text
  }

  /// Stores the order of candidates, who come in it.
  package func appendCandidates(
    _ candidates: [CandidatePlace], to handle: AnalysisHandle
  ) throws(StorageError) {
    let insert = try connection.statement("INSERT INTO candidate_order VALUES (?, ?, ?, ?)")
    for place in candidates {
      try insert.run {
        $0.add(handle.number)
        $0.add(place.rank)
        $0.add(place.time)
        $0.add(place.user)
      }
    }
  }

  /// Lets an analysis be seen; of those before it, only the latest keep their verdicts.
  ///
  /// The order of its candidates is stored here, unless it was before: with many candidates that is
  /// too much for one transaction.
  package func completeAnalysis(
    _ handle: AnalysisHandle, tally: AnalysisTally, isOrdered: Bool = false
  ) throws(StorageError) -> Analysis {
    if !isOrdered {
      try connection.run(
        """
        INSERT INTO candidate_order
        SELECT analysis, activity_rank, activity_time, user_id FROM verdicts
        WHERE analysis = ? AND reason >= ? ORDER BY 1, 2, 3, 4
        """, handle.number, Reason.firstCandidate)
    }
    try connection.run(
      "UPDATE analyses SET tally = ? WHERE number = ?", try StoredJSON.encode(tally),
      handle.number)
    guard connection.changeCount == 1 else {
      throw StorageError(.notFound, "there is no such analysis")
    }
    return Analysis(
      id: handle.draft.id, policy: handle.draft.policy, createdAt: handle.draft.createdAt,
      asOf: handle.draft.asOf, tally: tally, createdBy: handle.draft.createdBy,
      keepsVerdicts: true)
  }

  /// Gives an analysis up that cannot be completed; its verdicts go with the next pruning.
  package func discardAnalysis(_ handle: AnalysisHandle) throws(StorageError) {
    try connection.run(
      "UPDATE analyses SET verdicts_state = 'leaving' WHERE number = ? AND tally IS NULL",
      handle.number)
  }

  /// Gives up analyses that a crash interrupted. Only where none can be at work.
  func discardInterruptedAnalyses() throws(StorageError) {
    try connection.run(
      """
      UPDATE analyses SET verdicts_state = 'leaving'
      WHERE tally IS NULL AND verdicts_state = 'kept'
      """)
  }

  /// Marks the verdicts that are not kept any longer: all but those of the latest complete analyses
  /// and of the run at work.
  func dropOldVerdicts(keeping count: Int) throws(StorageError) {
    try connection.run(
      """
      UPDATE analyses SET verdicts_state = 'leaving'
      WHERE verdicts_state = 'kept' AND tally IS NOT NULL
        AND number NOT IN
          (SELECT number FROM analyses WHERE tally IS NOT NULL ORDER BY number DESC LIMIT ?)
        AND id NOT IN (SELECT analysis_id FROM runs WHERE state = 'running')
      """, count)
  }

  /// Deletes some verdicts that are not kept; false when there are none left.
  func deleteLeavingVerdicts(limit: Int) throws(StorageError) -> Bool {
    let number = try connection.first(
      "SELECT number FROM analyses WHERE verdicts_state = 'leaving' ORDER BY number LIMIT 1"
    ) { $0.int64(0) }
    guard let number else { return false }
    let deleted = try connection.change(
      """
      DELETE FROM verdicts WHERE analysis = ?1 AND user_id IN
        (SELECT user_id FROM verdicts WHERE analysis = ?1 ORDER BY user_id LIMIT ?2)
      """, number, limit)
    let places = try connection.change(
      """
      DELETE FROM candidate_order WHERE analysis = ?1
        AND (activity_rank, activity_time, user_id) IN
          (SELECT activity_rank, activity_time, user_id FROM candidate_order WHERE analysis = ?1
           ORDER BY activity_rank, activity_time, user_id LIMIT ?2)
      """, number, limit)
    if deleted < limit, places < limit {
      try connection.run(
        "UPDATE analyses SET verdicts_state = 'gone' WHERE number = ?", number)
    }
    return true
  }
}
