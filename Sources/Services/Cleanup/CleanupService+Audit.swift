internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  /// Most bytes of each text by which events are found.
  static let maxAuditFilterBytes = 256

  @Sendable
  func listAuditEvents(
    _ request: ListAuditEventsRequest, _ scope: Authenticator.Scope
  ) async throws(Refusal) -> ListAuditEventsResponse {
    let filter = request.filter
    let violations = Self.violations(of: filter)
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
    let page = try PageRequest<Int64>(
      size: request.pageSize, token: request.pageToken,
      binding: ["audit", scope.tenantID, "\(filter)"])
    let found = try await reading(scope) { (reader) throws(StorageError) in
      try reader.auditEvents(
        filter, before: page.cursor, limit: page.size)
    }
    return .with {
      $0.events = found.items
      $0.nextPageToken = page.token(for: found.next)
    }
  }

  @Sendable
  func verifyAudit(
    _ request: VerifyAuditRequest, _ scope: Authenticator.Scope
  ) async throws(Refusal) -> AuditProof {
    if let expected = request.expectedHead, expected.sequence < 0 {
      throw .invalid("expected_head.sequence", "must not be negative")
    }
    var check = AuditCheck(expecting: request.expectedHead)
    while !check.isOver {
      let before = check
      check = try await reading(scope) { (reader) throws(StorageError) in
        try reader.continuing(before)
      }
    }
    return check.proof
  }

  /// Reads the audit that a call is about.
  private func reading<Value: Sendable>(
    _ scope: Authenticator.Scope,
    _ body: @Sendable (any LedgerReader) throws(StorageError) -> Value
  ) async throws(Refusal) -> Value {
    try await attempt { () async throws(StorageError) in
      switch scope {
      case .tenant(let call):
        try await call.database.read { (reader) throws(StorageError) in try body(reader) }
      case .fleet:
        try await data.operators.read { (reader) throws(StorageError) in try body(reader) }
      }
    }
  }

  private static func violations(of filter: AuditFilter) -> [FieldViolation] {
    var found: [FieldViolation] = []
    for (field, text) in [("kind", filter.kind), ("actor", filter.actor)]
    where text.utf8.count > maxAuditFilterBytes {
      found.append(
        FieldViolation(
          field: field, description: "must have at most \(maxAuditFilterBytes) bytes"))
    }
    if let user = filter.user, user.directory.isEmpty || user.externalID.isEmpty {
      found.append(
        FieldViolation(field: "user", description: "name the user by directory and external_id"))
    }
    if let start = filter.start, let end = filter.end, end <= start {
      found.append(FieldViolation(field: "end_time", description: "must be after start_time"))
    }
    return found
  }
}

extension Authenticator.Scope {
  /// Id of the tenant that a call is about; empty for the whole service.
  fileprivate var tenantID: String {
    switch self {
    case .tenant(let call): call.tenant.id.description
    case .fleet: ""
    }
  }
}
