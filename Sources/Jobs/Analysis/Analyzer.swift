package import Cleanup
package import Storage

/// Judges every user of a tenant and stores the verdicts; touches nobody.
package struct Analyzer: Sendable {
  /// Verdicts that are stored in one transaction.
  package static let chunkSize = 1000

  typealias Chunk = [(user: UserID, verdict: Verdict)]

  /// What is left to do once everybody has been judged.
  struct Judged: Sendable {
    let handle: AnalysisHandle
    let tally: AnalysisTally
    /// The last verdicts, which are stored in the transaction that makes the analysis complete.
    var rest: Chunk
    /// What stood of the day's seats in a snapshot that is older than that transaction.
    var seats: SeatMark?
  }

  let database: TenantDatabase
  private let clock: WallClock

  /// An analyzer of one tenant.
  package init(_ database: TenantDatabase, clock: WallClock) {
    self.database = database
    self.clock = clock
  }

  /// Makes an analysis by today's policy, as of now or of another moment.
  ///
  /// Users are read in one pass over one snapshot, and verdicts are written as they come, so that
  /// memory does not grow with the number of users. `progress` is called after every chunk.
  /// Whatever is no longer kept is cleared away behind the analysis.
  package func analyze(
    asOf: Moment?, by caller: Caller, progress: @Sendable (AnalysisProgress) -> Void
  ) async throws(Refusal) -> FinishedAnalysis {
    let now = clock.now
    if let small = try await analyzeSmall(asOf: asOf, at: now, by: caller) {
      if small.leavesOldData { await prune(at: now) }
      return small.finished
    }
    let analysis = try await analyzeLarge(asOf: asOf, at: now, by: caller, progress: progress)
    await prune(at: now)
    return try await attempt { () async throws(StorageError) in
      try await database.read { (reader) throws(StorageError) in try finished(analysis, reader) }
    }
  }

  /// What is answered of an analysis that stands.
  func finished(
    _ analysis: Analysis, _ reader: TenantReader
  ) throws(StorageError) -> FinishedAnalysis {
    FinishedAnalysis(
      analysis: analysis,
      safety: try RunStarter.safetyCheck(of: analysis, at: clock.now, in: reader),
      held: try reader.heldListings())
  }

  /// The analysis stands, whether or not old ones can be cleared away: the next one does it too.
  private func prune(at now: Moment) async {
    _ = try? await database.prune(at: now)
  }

  private func analyzeLarge(
    asOf: Moment?, at now: Moment, by caller: Caller,
    progress: @Sendable (AnalysisProgress) -> Void
  ) async throws(Refusal) -> Analysis {
    let judged = try await database.read(failingWith: Refusal.self) {
      (reader) throws(Refusal) in
      let draft = try draft(asOf: asOf, at: now, by: caller, reader)
      return try attempt { () throws(StorageError) in
        let directories = try reader.directories()
        let handle = try begin(draft, of: directories)
        return try discarding(handle) { () throws(StorageError) in
          let writing = WriteBehind(database)
          // Also when this fails: nothing may be written behind what discards the analysis.
          defer { try? writing.finish() }
          var judged = try judge(
            draft, handle, directories, reader, progress
          ) { (chunk) throws(StorageError) in try write(&chunk, to: handle, writing) }
          if judged.tally.users > Self.chunkSize, !judged.rest.isEmpty {
            try write(&judged.rest, to: handle, writing)
          }
          judged.seats = try reader.seatMark(onDay: CivilDay(of: now))
          try writing.finish()
          return judged
        }
      }
    }
    return try await attempt { () async throws(StorageError) in
      try await complete(judged, by: caller)
    }
  }

  /// Begins an analysis, which nobody sees before its last transaction, the one that is synced. From then on
  /// no directory is deleted; one that was deleted since the snapshot has no users left to store verdicts of.
  private func begin(
    _ draft: AnalysisDraft, of directories: [DirectorySettings]
  ) throws(StorageError) -> AnalysisHandle {
    try database.writeBlocking(.withNextSynced) { (writer) throws(StorageError) in
      let left = Set(try writer.reader.directories().map(\.id))
      guard directories.allSatisfy({ left.contains($0.id) }) else {
        throw StorageError(.busy, "a directory was deleted meanwhile: try again")
      }
      return try writer.beginAnalysis(draft)
    }.value
  }

  /// What an analysis is made of by the policy in force.
  func draft(
    asOf: Moment?, at now: Moment, by caller: Caller, _ reader: TenantReader
  ) throws(Refusal) -> AnalysisDraft {
    guard let policy = try attempt({ () throws(StorageError) in try reader.policy() }) else {
      throw Refusal(.policyNotConfigured, "Set a policy first: no policy is stored.")
    }
    return AnalysisDraft(
      id: Identifier.ordered(at: now), policy: policy, createdAt: now, asOf: asOf,
      createdBy: caller.tokenName)
  }

  /// Stores the order of the candidates, and lets the analysis be seen.
  private func complete(
    _ judged: Judged, by caller: Caller
  ) async throws(StorageError) -> Analysis {
    let isOrdered = judged.tally.users > Self.chunkSize
    // The snapshot of the first pass does not see what was written during it.
    return try await database.read { (reader) throws(StorageError) in
      try discarding(judged.handle) { () throws(StorageError) in
        if isOrdered { try order(judged.handle, reader) }
        return try database.writeBlocking { (writer) throws(StorageError) in
          try writer.appendVerdicts(judged.rest, to: judged.handle)
          let analysis = try writer.completeAnalysis(
            judged.handle, tally: judged.tally, isOrdered: isOrdered)
          try writer.audit(.analysisMade(analysis, by: caller))
          try SeatMeasure.keep(analysis, of: judged.seats, in: writer)
          return analysis
        }.value
      }
    }
  }

  private func order(
    _ handle: AnalysisHandle, _ reader: TenantReader
  ) throws(StorageError) {
    let writing = WriteBehind(database)
    defer { try? writing.finish() }
    var chunk: [CandidatePlace] = []
    try reader.forEachCandidate(of: handle) { (place) throws(StorageError) in
      chunk.append(place)
      if chunk.count == Self.chunkSize { try write(&chunk, to: handle, writing) }
    }
    try write(&chunk, to: handle, writing)
    try writing.finish()
  }

  private func write(
    _ chunk: inout [CandidatePlace], to handle: AnalysisHandle, _ writing: WriteBehind
  ) throws(StorageError) {
    let places = chunk
    chunk = []
    chunk.reserveCapacity(Self.chunkSize)
    try writing.start { (writer) throws(StorageError) in
      try writer.appendCandidates(places, to: handle)
    }
  }

  /// Gives the analysis up when the body fails.
  private func discarding<Value>(
    _ handle: AnalysisHandle, _ body: () throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    do {
      return try body()
    } catch {
      // Verdicts without a finished analysis are invisible; what cannot be discarded now, because the
      // disk is full or the call was cancelled, is cleared by the next prune.
      _ = try? database.writeBlocking { (writer) throws(StorageError) in
        try writer.discardAnalysis(handle)
      }
      throw error
    }
  }

  /// Judges everybody; whenever there is a chunk of verdicts it is given to `store`, which empties it. The
  /// last ones are left to the transaction that makes the analysis complete.
  func judge(
    _ draft: AnalysisDraft, _ handle: AnalysisHandle, _ directories: [DirectorySettings],
    _ reader: TenantReader, _ progress: (AnalysisProgress) -> Void,
    store: (inout Chunk) throws(StorageError) -> Void
  ) throws(StorageError) -> Judged {
    let evaluator = try Evaluator(
      draft.policy.policy, at: draft.asOf ?? draft.createdAt,
      graph: reader.groupGraph(of: directories), createdUntil: draft.asOf, in: reader)
    let places = Dictionary(
      uniqueKeysWithValues: directories.enumerated().map { ($0.element.id, $0.offset) })
    let users = directories.userCount
    var tally = AnalysisTally(directories: directories.map(\.name))
    for (index, directory) in directories.enumerated() {
      tally.note(evaluator.observation(of: directory.id), inDirectoryAt: index)
    }
    var chunk: Chunk = []
    chunk.reserveCapacity(min(users, Self.chunkSize))
    try reader.forEachUser(
      of: directories, createdUntil: draft.asOf
    ) { (facts) throws(StorageError) in
      if chunk.count == Self.chunkSize {
        try store(&chunk)
        progress(
          AnalysisProgress(
            directory: directories[places[facts.directory] ?? 0].name, evaluated: tally.users,
            users: users))
      }
      let verdict = evaluator.verdict(of: facts)
      tally.count(verdict, inDirectoryAt: places[facts.directory] ?? 0)
      chunk.append((facts.id, verdict))
    }
    return Judged(handle: handle, tally: tally, rest: chunk)
  }

  private func write(
    _ chunk: inout Chunk, to handle: AnalysisHandle, _ writing: WriteBehind
  ) throws(StorageError) {
    let verdicts = chunk
    chunk = []
    chunk.reserveCapacity(Self.chunkSize)
    try writing.start { (writer) throws(StorageError) in
      try writer.appendVerdicts(verdicts, to: handle)
    }
  }
}
