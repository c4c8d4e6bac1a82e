internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension TenantCall {
  /// Makes a change in one transaction, once per request id, and answers when it is durable.
  ///
  /// The answer is stored in the same transaction, so that a repeat gets it again; `remembering`
  /// takes out what a repeat must not see. A rehearsal (`validate_only`) does everything and then
  /// rolls back.
  func change<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method<Request, Response>, _ request: Request, requestID: String,
    isRehearsal: Bool = false,
    remembering remembered: @escaping @Sendable (Response) -> Response = { $0 },
    _ body: @escaping @Sendable (TenantWriter) throws(Refusal) -> Response
  ) async throws(Refusal) -> Response {
    let identity = try RequestIdentity(
      isRehearsal ? "" : requestID, path: method.path, body: request, caller: caller)
    let now = now
    do throws(ChangeFailure<Response>) {
      let committed = try await database.write(failingWith: ChangeFailure<Response>.self) {
        (writer) throws(ChangeFailure<Response>) -> Response in
        let response = try ChangeFailure<Response>.refusing { () throws(Refusal) -> Response in
          if let again: Response = try identity?.repeated(in: writer.reader) { return again }
          let response = try body(writer)
          try identity?.remember(remembered(response), at: now, in: writer)
          return response
        }
        if isRehearsal { throw .rehearsed(response) }
        return response
      }
      try await durable(committed)
      return committed.value
    } catch {
      switch error {
      case .refused(let refusal): throw refusal
      case .rehearsed(let response): return response
      }
    }
  }

  /// What a repeated request was answered before; nil when it is new.
  func answered<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method<Request, Response>, _ request: Request, requestID: String
  ) async throws(Refusal) -> Response? {
    let identity = try RequestIdentity(
      requestID, path: method.path, body: request, caller: caller)
    guard let identity else { return nil }
    return try await database.read(failingWith: Refusal.self) { (reader) throws(Refusal) in
      try identity.repeated(in: reader)
    }
  }

  private func durable<Response: WireMessage>(
    _ committed: Committed<Response>
  ) async throws(ChangeFailure<Response>) {
    do {
      try await database.durable(committed.position)
    } catch {
      throw ChangeFailure(error)
    }
  }
}
