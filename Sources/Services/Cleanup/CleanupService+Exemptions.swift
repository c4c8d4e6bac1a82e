internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  @Sendable
  func manualAction(
    _ request: ManualActionRequest, _ call: TenantCall
  ) async throws(Refusal) -> ManualActionResponse {
    let action = request.action
    let violations = Self.violations(of: action, at: call.now)
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
    guard action.overrideReason.isEmpty || call.caller.role.covers(.admin) else {
      throw Refusal(.permissionDenied, "Overriding exceptions takes the role admin.")
    }
    if request.isValidateOnly { return try await store(request, call, .rehearsal) }
    if let answer = try await call.answered(
      Methods.Cleanup.manualAction, request, requestID: request.requestID)
    {
      return answer
    }
    // Brought to its end even when nobody waits for the answer any more.
    return try await Task { () async -> Result<ManualActionResponse, Refusal> in
      do throws(Refusal) {
        return .success(try await perform(request, call))
      } catch {
        return .failure(error)
      }
    }.value.get()
  }

  /// Does an action: first in remote directories, if it reaches them.
  private func perform(
    _ request: ManualActionRequest, _ call: TenantCall
  ) async throws(Refusal) -> ManualActionResponse {
    guard try await hasRemoteEditors(call) else { return try await store(request, call, .none) }
    return try await engine.expectingIntents(in: call.tenant.id) { () async throws(Refusal) in
      try await performOutside(request, call)
    }
  }

  private func performOutside(
    _ request: ManualActionRequest, _ call: TenantCall
  ) async throws(Refusal) -> ManualActionResponse {
    let remote = RemoteManualActions(call.database, remotes: remotes, clock: clock)
    return try await remote.perform(request.action, by: call.caller) {
      () async throws(Refusal) in
      try await call.answered(
        Methods.Cleanup.manualAction, request, requestID: request.requestID)
    } store: { (preparation) async throws(Refusal) in
      try await store(request, call, preparation)
    }
  }

  private func hasRemoteEditors(_ call: TenantCall) async throws(Refusal) -> Bool {
    try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        try RemoteManualActions.mayConcern(reader)
      }
    }
  }

  private func store(
    _ request: ManualActionRequest, _ call: TenantCall, _ preparation: ManualPreparation
  ) async throws(Refusal) -> ManualActionResponse {
    let action = request.action
    return try await call.change(
      Methods.Cleanup.manualAction, request, requestID: request.requestID,
      isRehearsal: request.isValidateOnly
    ) { (writer) throws(Refusal) in
      try Self.checkGroup(of: action, in: writer.reader)
      // Read once nobody else writes: remote directories may have taken their time.
      let outcomes = try ManualActions(in: writer, by: call.caller, at: clock.now, preparation)
        .perform(action)
      return ManualActionResponse(outcomes: outcomes)
    }
  }

  @Sendable
  func putExemption(
    _ request: PutExemptionRequest, _ call: TenantCall
  ) async throws(Refusal) -> Exemption {
    let violations = Self.violations(
      until: request.until, owner: request.owner, reason: request.reason, at: call.now)
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
    return try await call.change(
      Methods.Cleanup.putExemption, request, requestID: request.requestID
    ) { (writer) throws(Refusal) in
      let user = try UserFinder(writer.reader).user(request.user)
      let exemption = Exemption(
        id: Identifier.ordered(at: call.now), user: user.id, directory: user.directory,
        externalID: user.externalID, username: user.username, until: request.until,
        owner: request.owner, reason: request.reason, createdAt: call.now,
        createdBy: call.caller.tokenName)
      return try attempt { () throws(StorageError) in
        let old = try writer.reader.exemption(of: user.id)
        try writer.putExemption(exemption)
        try writer.audit(.exempted(exemption, inPlaceOf: old, by: call.caller))
        return exemption
      }
    }
  }

  @Sendable
  func listExemptions(
    _ request: ListExemptionsRequest, _ call: TenantCall
  ) async throws(Refusal) -> ListExemptionsResponse {
    let page = try PageRequest<ExemptionCursor>(
      size: request.pageSize, token: request.pageToken,
      binding: ["exemptions", call.tenant.id.description])
    let found = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        try reader.exemptions(after: page.cursor, limit: page.size)
      }
    }
    return .with {
      $0.exemptions = found.items
      $0.nextPageToken = page.token(for: found.next)
    }
  }

  @Sendable
  func deleteExemption(
    _ request: DeleteExemptionRequest, _ call: TenantCall
  ) async throws(Refusal) -> DeleteExemptionResponse {
    try await call.change(
      Methods.Cleanup.deleteExemption, request, requestID: request.requestID
    ) { (writer) throws(Refusal) in
      let user = try UserFinder(writer.reader).user(request.user)
      let exemption = try attempt { () throws(StorageError) in
        try writer.reader.exemption(of: user.id)
      }
      guard let exemption else {
        throw Refusal(
          .exemptionNotFound,
          "The user \"\(request.user.label)\" is not exempt, so that nothing is left to end: name a user"
            + " whom ListExemptions shows.")
      }
      return try attempt { () throws(StorageError) in
        _ = try writer.deleteExemption(of: user.id)
        try writer.audit(.exemptionEnded(exemption, by: call.caller, at: call.now))
        return DeleteExemptionResponse()
      }
    }
  }

  private static func violations(
    of action: ManualAction, at now: Moment
  ) -> [FieldViolation] {
    var found: [FieldViolation] = []
    if !(1...ManualAction.maxUsers).contains(action.users.count) {
      found.append(
        FieldViolation(
          field: "users",
          description: "name 1 to \(ManualAction.maxUsers) users, not \(action.users.count)"))
    }
    for (index, user) in action.users.prefix(ManualAction.maxUsers).enumerated() {
      guard let problem = user.violation else { continue }
      found.append(FieldViolation(field: "users[\(index)]", description: problem))
    }
    if case .exempt(let until, let owner) = action.kind {
      found += violations(until: until, owner: owner, reason: action.reason, at: now)
    } else if let problem = TextRule.violation(
      "reason", action.reason, most: ManualAction.maxReasonBytes)
    {
      found.append(problem)
    }
    if !action.overrideReason.isEmpty,
      let problem = TextRule.violation(
        "override_reason", action.overrideReason, most: ManualAction.maxReasonBytes)
    {
      found.append(problem)
    }
    return found
  }

  private static func violations(
    until: Moment, owner: String, reason: String, at now: Moment
  ) -> [FieldViolation] {
    var found: [FieldViolation] = []
    if until <= now {
      found.append(
        FieldViolation(field: "until_time", description: "must be set and lie in the future"))
    }
    found += [
      TextRule.violation("owner", owner, most: Exemption.maxOwnerBytes),
      TextRule.violation("reason", reason, most: ManualAction.maxReasonBytes),
    ].compactMap { $0 }
    return found
  }

  private static func checkGroup(
    of action: ManualAction, in reader: TenantReader
  ) throws(Refusal) {
    let name: String
    switch action.kind {
    case .removeFromGroup(let group), .addToGroup(let group): name = group
    case .deactivate, .reactivate, .exempt, .restore: return
    }
    let graph = try attempt { () throws(StorageError) in try reader.groupGraph() }
    if graph.groups(named: [name], in: nil).isEmpty {
      throw .invalid("group", "no directory has a group \"\(name)\"; correct the name")
    }
  }
}
