internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import Storage

extension TenantsService {
  @Sendable
  func issueToken(
    _ request: IssueTokenRequest, _ scope: Authenticator.Scope
  ) async throws(Refusal) -> IssueTokenResponse {
    try Self.check(request, scope)
    switch scope {
    case .tenant(let call): return try await issue(request, in: call)
    case .fleet(let call): return try await issue(request, for: call)
    }
  }

  @Sendable
  func listTokens(
    _ request: ListTokensRequest, _ scope: Authenticator.Scope
  ) async throws(Refusal) -> ListTokensResponse {
    let binding: [String]
    switch scope {
    case .tenant(let call): binding = ["tokens", call.tenant.id.description]
    case .fleet: binding = ["tokens"]
    }
    let page = try PageRequest<TokenCursor>(
      size: request.pageSize, token: request.pageToken, binding: binding)
    let found = try await attempt { () async throws(StorageError) in
      switch scope {
      case .tenant(let call):
        try await call.database.read { (reader) throws(StorageError) in
          try reader.tokens(after: page.cursor, limit: page.size)
        }
      case .fleet:
        try await data.operators.read { (reader) throws(StorageError) in
          try reader.tokens(after: page.cursor, limit: page.size)
        }
      }
    }
    return .with {
      $0.tokens = found.items
      $0.nextPageToken = page.token(for: found.next)
    }
  }

  @Sendable
  func revokeToken(
    _ request: RevokeTokenRequest, _ scope: Authenticator.Scope
  ) async throws(Refusal) -> AccessToken {
    switch scope {
    case .tenant(let call): try await revoke(request, in: call)
    case .fleet(let call): try await revoke(request, for: call)
    }
  }

  private func issue(
    _ request: IssueTokenRequest, in call: TenantCall
  ) async throws(Refusal) -> IssueTokenResponse {
    let bearer = BearerToken.random(for: .tenant(call.tenant.id))
    let token = Self.token(bearer, request, at: call.now)
    // The gate opens first: an open gate lets nobody in whom the tenant does not know, whereas a
    // token behind a closed gate would be lost, for no repeat answers its secret again.
    try await setGate(of: token, in: call.tenant.id, isOpen: true)
    do throws(Refusal) {
      let response = try await call.change(
        Methods.Tenants.issueToken, request, requestID: request.requestID,
        remembering: \.withoutSecret
      ) { (writer) throws(Refusal) in
        try Self.checkClient(of: token, in: writer)
        try attempt { () throws(StorageError) in
          try writer.insertToken(token)
          try writer.audit(
            .administered(
              "token.issued", "token/\(token.id)", by: call.caller, at: call.now, after: token))
        }
        return IssueTokenResponse(token: token, secret: Self.secret(of: token, bearer))
      }
      let isRepeat = response.token.id != token.id
      if isRepeat { try await setGate(of: token, in: call.tenant.id, isOpen: false) }
      return response
    } catch {
      // A gate that stays open in vain is a row of its own, and no more.
      try? await setGate(of: token, in: call.tenant.id, isOpen: false)
      throw error
    }
  }

  private func issue(
    _ request: IssueTokenRequest, for call: FleetCall
  ) async throws(Refusal) -> IssueTokenResponse {
    let bearer = BearerToken.random(for: .fleet)
    let token = Self.token(bearer, request, at: call.now)
    return try await change(
      Methods.Tenants.issueToken, request, requestID: request.requestID, call,
      remembering: \.withoutSecret
    ) { (writer) throws(Refusal) in
      try Self.checkClient(of: token, in: writer)
      try attempt { () throws(StorageError) in
        try writer.insertToken(token)
        try writer.openGate(TokenGate(of: token))
        try writer.audit(
          .administered(
            "token.issued", "token/\(token.id)", by: call.caller, at: call.now, after: token))
      }
      return IssueTokenResponse(token: token, secret: Self.secret(of: token, bearer))
    }
  }

  private func revoke(
    _ request: RevokeTokenRequest, in call: TenantCall
  ) async throws(Refusal) -> AccessToken {
    let token = try await call.change(
      Methods.Tenants.revokeToken, request, requestID: request.requestID
    ) { (writer) throws(Refusal) in
      try Self.revoke(request.id, by: call.caller, at: call.now, in: writer)
    }
    // The tenant refuses the token from the commit on; the closed gate only spares it the question.
    try await setGate(of: token, in: call.tenant.id, isOpen: false)
    return token
  }

  private func revoke(
    _ request: RevokeTokenRequest, for call: FleetCall
  ) async throws(Refusal) -> AccessToken {
    try await change(
      Methods.Tenants.revokeToken, request, requestID: request.requestID, call
    ) { (writer) throws(Refusal) in
      let token = try Self.revoke(request.id, by: call.caller, at: call.now, in: writer)
      try attempt { () throws(StorageError) in try writer.closeGate(token: token.id) }
      return token
    }
  }

  private static func revoke(
    _ id: String, by caller: Caller, at now: Moment, in writer: some LedgerWriter
  ) throws(Refusal) -> AccessToken {
    let revoked = try attempt { () throws(StorageError) in try writer.revokeToken(id, at: now) }
    guard let revoked else {
      throw Refusal(.tokenNotFound, "There is no token with this id: list the tokens.")
    }
    try attempt { () throws(StorageError) in
      try writer.audit(
        .administered(
          "token.revoked", "token/\(id)", by: caller, at: now, before: revoked.before,
          after: revoked.after))
    }
    return revoked.after
  }

  private func setGate(
    of token: AccessToken, in tenant: TenantID, isOpen: Bool
  ) async throws(Refusal) {
    _ = try await attempt { () async throws(StorageError) in
      try await data.operators.write { (writer) throws(StorageError) in
        try writer.closeGate(token: token.id)
        if isOpen { try writer.openGate(TokenGate(of: token, in: tenant)) }
      }
    }
  }

  private static func token(
    _ bearer: BearerToken, _ request: IssueTokenRequest, at now: Moment
  ) -> AccessToken {
    let client = ClientName(request.clientName)
    return AccessToken(
      id: bearer.id, name: request.name, role: request.role,
      secretHash: client == nil ? bearer.secretHash : [], createdAt: now,
      expiresAt: request.expiresAt, client: client)
  }

  /// What a new token's owner is told once; nothing when a certificate stands in its place.
  private static func secret(of token: AccessToken, _ bearer: BearerToken) -> String {
    token.client == nil ? bearer.revealed : ""
  }

  /// Refuses a second good token for a client: which role it has must be clear.
  private static func checkClient(
    of token: AccessToken, in writer: some LedgerWriter
  ) throws(Refusal) {
    guard let client = token.client else { return }
    let other = try attempt { () throws(StorageError) in
      try writer.goodToken(of: client, at: token.createdAt)
    }
    if let other {
      throw Refusal(
        .clientNameTaken,
        "The token \(other.id) speaks for this client already: revoke it first.")
    }
  }

  private static func check(
    _ request: IssueTokenRequest, _ scope: Authenticator.Scope
  ) throws(Refusal) {
    let now: Moment
    var violations: [FieldViolation] = []
    switch scope {
    case .tenant(let call):
      now = call.now
      if request.role == .fleet {
        violations.append(
          FieldViolation(
            field: "role", description: "a fleet token is issued without dormouse-tenant"))
      }
    case .fleet(let call):
      now = call.now
      if request.role != .fleet {
        violations.append(
          FieldViolation(
            field: "role", description: "a tenant's token is issued with dormouse-tenant"))
      }
    }
    if let problem = TextRule.violation("name", request.name, most: AccessToken.maxNameBytes) {
      violations.append(problem)
    }
    if !request.clientName.isEmpty, ClientName(request.clientName) == nil {
      violations.append(FieldViolation(field: "client_name", description: ClientName.rule))
    }
    if let end = request.expiresAt, end <= now {
      violations.append(
        FieldViolation(field: "expire_time", description: "must lie in the future"))
    }
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
  }
}

extension IssueTokenResponse {
  /// What a repeat gets: the secret is answered once.
  fileprivate var withoutSecret: IssueTokenResponse {
    IssueTokenResponse(token: token, secret: "")
  }
}
