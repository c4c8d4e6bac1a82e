internal import Cleanup
internal import Storage

/// Tenants whose users fill one chunk: most of those that a service has.
extension Analyzer {
  /// What one transaction made.
  struct Small: Sendable {
    let finished: FinishedAnalysis
    /// Whether there is anything to clear away behind it.
    let leavesOldData: Bool
  }

  /// Makes an analysis in one transaction, which takes a few milliseconds; nil where there are too many
  /// users for that.
  ///
  /// Everything that is to be known is read in it, so that it needs one connection and one commit: for
  /// a tenant that is opened for its analysis this is most of the time.
  func analyzeSmall(
    asOf: Moment?, at now: Moment, by caller: Caller
  ) async throws(Refusal) -> Small? {
    try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      let directories = try attempt { () throws(StorageError) in try writer.reader.directories() }
      guard directories.userCount <= Self.chunkSize else { return nil }
      let draft = try draft(asOf: asOf, at: now, by: caller, writer.reader)
      return try attempt { () throws(StorageError) in
        let analysis = try analyze(draft, of: directories, by: caller, in: writer)
        return Small(
          finished: try finished(analysis, writer.reader),
          leavesOldData: try writer.reader.hasOldData(at: now))
      }
    }.value
  }

  private func analyze(
    _ draft: AnalysisDraft, of directories: [DirectorySettings], by caller: Caller,
    in writer: TenantWriter
  ) throws(StorageError) -> Analysis {
    let handle = try writer.beginAnalysis(draft)
    let judged = try judge(
      draft, handle, directories, writer.reader, { _ in }
    ) { (chunk) throws(StorageError) in
      try writer.appendVerdicts(chunk, to: handle)
      chunk.removeAll(keepingCapacity: true)
    }
    try writer.appendVerdicts(judged.rest, to: handle)
    let analysis = try writer.completeAnalysis(handle, tally: judged.tally)
    try writer.audit(.analysisMade(analysis, by: caller))
    try SeatMeasure.keep(analysis, in: writer)
    return analysis
  }
}
