internal import Cleanup
internal import Storage

/// Tenants whose users fill one chunk: most of those that a service has.
extension Analyzer {
  /// Makes an analysis in one transaction, which takes a few milliseconds; nil where there are too many
  /// users for that.
  ///
  /// It needs one connection instead of two, and commits once instead of twice: for a tenant that is
  /// opened for its analysis this is half of the time.
  func analyzeSmall(
    asOf: Moment?, at now: Moment, by caller: Caller
  ) async throws(Refusal) -> Analysis? {
    let isSmall = try attempt { () throws(StorageError) in
      try database.readNow { (reader) throws(StorageError) in try Self.isSmall(reader) }
    }
    guard isSmall else { return nil }
    return try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      // An import may have finished in between.
      let isStillSmall = try attempt { () throws(StorageError) in try Self.isSmall(writer.reader) }
      guard isStillSmall else { return nil }
      let draft = try draft(asOf: asOf, at: now, by: caller, writer.reader)
      return try attempt { () throws(StorageError) in
        try analyze(draft, by: caller, in: writer)
      }
    }.value
  }

  private func analyze(
    _ draft: AnalysisDraft, by caller: Caller, in writer: TenantWriter
  ) throws(StorageError) -> Analysis {
    let handle = try writer.beginAnalysis(draft)
    let judged = try judge(draft, handle, writer.reader, { _ in }) { (chunk) throws(StorageError) in
      try writer.appendVerdicts(chunk, to: handle)
      chunk.removeAll(keepingCapacity: true)
    }
    try writer.appendVerdicts(judged.rest, to: handle)
    let analysis = try writer.completeAnalysis(handle, tally: judged.tally)
    try writer.audit(.analysisMade(analysis, by: caller))
    return analysis
  }

  private static func isSmall(_ reader: TenantReader) throws(StorageError) -> Bool {
    try reader.userCount() <= chunkSize
  }
}
