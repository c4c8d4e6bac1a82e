internal import Cleanup
internal import ImportFiles
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  /// Runs of a page when the call does not say.
  static let defaultLogSize = 5
  /// Outcomes that are exported at once.
  static let exportPageSize = 500
  /// Most bytes of one piece of an export.
  static let exportPieceBytes = 65_536

  @Sendable
  func listLogs(
    _ request: ListLogsRequest, _ call: TenantCall
  ) async throws(Refusal) -> ListLogsResponse {
    let page = try PageRequest<RunCursor>(
      size: request.pageSize, token: request.pageToken,
      binding: ["logs", call.tenant.id.description], defaultSize: Self.defaultLogSize)
    let found = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        (try reader.runs(after: page.cursor, limit: page.size), try reader.runCount())
      }
    }
    return .with {
      $0.runs = found.0.items
      $0.nextPageToken = page.token(for: found.0.next)
      $0.totalSize = found.1
    }
  }

  @Sendable
  func getLog(_ request: GetLogRequest, _ call: TenantCall) async throws(Refusal) -> Run {
    let run = try await storedRun(request.runID, call)
    let log = RunLog(call.database.files)
    if run.state != .running, !log.exists(run) {
      // The database has the truth: a file that went missing is made again.
      try await attempt { () async throws(StorageError) in
        try await call.database.read { (reader) throws(StorageError) in
          try log.write(run, from: reader)
        }
      }
    }
    return run
  }

  @Sendable
  func listOutcomes(
    _ request: ListOutcomesRequest, _ call: TenantCall
  ) async throws(Refusal) -> ListOutcomesResponse {
    let run = try await storedRun(request.runID, call)
    let filter = OutcomeFilter(
      result: request.result, text: request.text.isEmpty ? nil : request.text)
    let page = try PageRequest<Int64>(
      size: request.pageSize, token: request.pageToken,
      binding: ["outcomes", call.tenant.id.description, run.id, "\(filter)"])
    let found = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        try reader.outcomes(
          ofRun: run.id, filter, after: page.cursor ?? 0, limit: page.size)
      }
    }
    return .with {
      $0.outcomes = found.items
      $0.nextPageToken = page.token(for: found.next)
      $0.runID = run.id
    }
  }

  @Sendable
  func exportLog(
    _ request: ExportLogRequest, _ call: TenantCall, _ responses: Responses<ExportLogResponse>
  ) async throws {
    let run = try await storedRun(request.runID, call)
    let table = OutcomeTable(format: request.format == .csv ? .csv : .jsonLines)
    try await send(table.header, responses)
    var sequence: Int64? = 0
    while let after = sequence {
      let page = try await attempt { () async throws(StorageError) in
        try await call.database.read { (reader) throws(StorageError) in
          try reader.outcomes(ofRun: run.id, after: after, limit: Self.exportPageSize)
        }
      }
      try await send(table.bytes(of: page.items), responses)
      sequence = page.next
    }
  }

  private func send(
    _ bytes: [UInt8], _ responses: Responses<ExportLogResponse>
  ) async throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(Self.exportPieceBytes))
      try await responses.send(.with { $0.data = piece })
      rest = rest.dropFirst(piece.count)
    }
  }
}
