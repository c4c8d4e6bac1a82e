internal import Cleanup
internal import Identity
internal import Jobs
internal import Storage

/// Checks ID tokens, and makes of what they prove the logins that are written down.
struct LoginProofs: Sendable {
  let verifier: IDTokenVerifier
  let clock: WallClock

  /// What a report comes down to that an ID token proves.
  func order(
    _ login: IDTokenLogin, of report: LoginReport, _ call: TenantCall
  ) async throws(Refusal) -> LoginOrder {
    let token = try believing { () throws(IdentityError) in try IDToken(login.token) }
    let providers = try attempt { () throws(StorageError) in
      try call.database.readNow { (reader) throws(StorageError) in
        try reader.identityProviders()
      }
    }
    guard let provider = providers.first(where: { $0.issuer == token.issuer }) else {
      throw Refusal(
        .idTokenRefused,
        "The ID token is of a provider that the tenant does not trust: set it as an identity"
          + " provider, with its issuer to the letter.")
    }
    let proven = try await believing { () async throws(IdentityError) in
      try await verifier.verify(token, of: provider, nonce: login.nonce, at: clock.now)
    }
    let identity = LoginIdentity(proven, reportHash: Self.hash(login, report, call.caller))
    return LoginOrder(identity, by: provider, of: report, caller: call.caller)
  }

  /// The hash of everything beside the token that makes a report the same one.
  private static func hash(
    _ login: IDTokenLogin, _ report: LoginReport, _ caller: Caller
  ) -> [UInt8] {
    // None of these can hold a NUL.
    let parts = [caller.tokenID, login.nonce, report.kind.name, report.source]
    return RequestHash.of(parts.joined(separator: "\0").utf8)
  }

  private func believing<Value>(
    _ body: () throws(IdentityError) -> Value
  ) throws(Refusal) -> Value {
    do {
      return try body()
    } catch {
      throw Refusal(error)
    }
  }

  private func believing<Value>(
    _ body: () async throws(IdentityError) -> Value
  ) async throws(Refusal) -> Value {
    do {
      return try await body()
    } catch {
      throw Refusal(error)
    }
  }
}

extension Refusal {
  /// The refusal of a login of which nothing is proven.
  fileprivate init(_ error: IdentityError) {
    switch error.code {
    case .refused: self.init(.idTokenRefused, error.message)
    case .unavailable, .busy:
      self.init(
        .identityProviderUnavailable,
        "Nobody can say whether the ID token is good: \(error.message).")
    }
  }
}
