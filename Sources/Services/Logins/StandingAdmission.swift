internal import Cleanup
internal import Jobs
internal import Storage

/// Looks whether the caller of a long stream would still be let in: a token that is revoked or expires
/// ends what it began.
struct StandingAdmission {
  private let call: TenantCall
  private let data: DataFolder
  private var version: (tenant: Int64, operators: Int64)?
  private var token: AccessToken?

  /// Of a call that was let in just now.
  init(_ call: TenantCall, _ data: DataFolder) {
    self.call = call
    self.data = data
  }

  /// Refuses to go on when the token is no longer good. The token is read only when something was
  /// committed since it was read last.
  mutating func check(at now: Moment) throws(Refusal) {
    let current = (tenant: call.database.version, operators: data.operators.version)
    if version.map({ $0 != current }) ?? true {
      token = try attempt { () throws(StorageError) in try read() }
      version = current
    }
    guard let token, token.isValid(at: now) else {
      throw Refusal(.unauthenticated, "The token is no longer good: take another one.")
    }
  }

  private func read() throws(StorageError) -> AccessToken? {
    let id = call.caller.tokenID
    if call.caller.role == .fleet {
      return try data.operators.readNow { (reader) throws(StorageError) in try reader.token(id) }
    }
    return try call.database.readNow { (reader) throws(StorageError) in try reader.token(id) }
  }
}
