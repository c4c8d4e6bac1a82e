internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import Storage

/// Takes the items of one import until its finish.
struct ImportStream: Sendable {
  /// Most users, and most groups, in one message.
  static let maxBatch = 1000
  /// Most violations that one answer names.
  static let maxViolations = 100

  let begin: ImportBegin
  /// The directory as it was before.
  let directory: DirectorySettings
  let call: TenantCall
  let session: ImportSession
  let clock: WallClock

  /// Reads to the finish and makes the import visible; nothing is visible when it throws.
  func run(_ iterator: inout Requests<ImportStep>.Iterator) async throws -> ImportSummary {
    // Only an import with a request id can be repeated, so that only its hash is ever asked for.
    var hash = begin.requestID.isEmpty ? nil : RunningHash()
    hash?.add(ImportStep.begin(begin))
    var sent = 0
    var next = try await iterator.next()
    while let step = next {
      hash?.add(step)
      switch step {
      case .begin:
        throw Refusal(.importRejected, "begin came twice: send it once, first.")
      case .items(let items):
        try check(items, offset: sent)
        // The next message is taken and unpacked while this one is stored.
        let offset = sent
        async let stored: Void = append(items, offset: offset)
        sent += items.users.count
        next = try await iterator.next()
        try await stored
      case .finish(let finish):
        guard try await iterator.next() == nil else {
          throw Refusal(.importRejected, "Nothing may come behind finish.")
        }
        return try await complete(finish, hash?.value ?? [])
      }
    }
    throw Refusal(
      .importRejected, "The import ended without finish, so that nothing of it was kept.")
  }

  private func check(_ items: ImportItems, offset: Int) throws(Refusal) {
    guard items.users.count <= Self.maxBatch, items.groups.count <= Self.maxBatch else {
      throw .invalid("items", "send at most \(Self.maxBatch) users and groups in one message")
    }
    var violations: [FieldViolation] = []
    for (index, user) in items.users.enumerated() {
      violations += user.violations.map { $0.inside("items.users[\(offset + index)]") }
    }
    for (index, group) in items.groups.enumerated() {
      violations += group.violations.map { $0.inside("items.groups[\(index)]") }
    }
    guard violations.isEmpty else {
      throw Refusal.invalid(Array(violations.prefix(Self.maxViolations)))
    }
  }

  private func append(_ items: ImportItems, offset: Int) async throws(Refusal) {
    do {
      try await session.append(users: items.users, groups: items.groups, at: clock.now)
    } catch {
      guard case .duplicateItem(let index) = error.code else { throw Refusal(error) }
      let field = "items.users[\(offset + index)].external_id"
      throw Refusal(
        .importRejected, "An external_id came twice; nothing of the import was kept.",
        violations: [
          FieldViolation(field: field, description: "came before: send each user once")
        ])
    }
  }

  /// Makes everything visible, or gives the answer of the import that this one repeats.
  private func complete(
    _ finish: ImportFinish, _ bodyHash: [UInt8]
  ) async throws(Refusal) -> ImportSummary {
    let identity = try RequestIdentity(
      begin.requestID, path: Methods.Directories.importUsers.path, bodyHash: bodyHash,
      caller: call.caller)
    if let identity, let summary = try await repeated(identity) {
      await session.abandon()
      return summary
    }
    let (now, caller, directory) = (clock.now, call.caller, directory)
    do {
      let committed = try await session.finish(
        userCount: finish.userCount, groupCount: finish.groupCount, at: now
      ) { (writer, summary) throws(StorageError) in
        try writer.audit(.imported(summary, into: directory, by: caller, at: now))
        try SeatMeasure.measure(at: now, in: writer)
        try ListingAudit.write(summary, by: caller, at: now, in: writer)
        if let identity { try writer.putRequest(identity.stored(summary.encode(), at: now)) }
        return summary
      }
      try await call.database.durable(committed.position)
      return committed.value
    } catch  where error.code == .countMismatch {
      throw Refusal(
        .importRejected,
        "The counts of finish are not what came, so that nothing was kept: "
          + error.message)
    } catch {
      throw Refusal(error)
    }
  }

  private func repeated(_ identity: RequestIdentity) async throws(Refusal) -> ImportSummary? {
    try await call.database.read(failingWith: Refusal.self) { (reader) throws(Refusal) in
      try identity.repeated(in: reader)
    }
  }
}
