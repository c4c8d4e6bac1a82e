internal import Cleanup
internal import Identity
internal import Jobs
internal import Storage

/// Makes a token for the whole service where there is no good one: in a new data folder, and where the
/// last was revoked or has expired, which would lock everybody out.
struct FleetTokenFile {
  private static let fileName = "fleet.token"
  /// Tokens that are read at once.
  private static let pageSize = 100

  private let data: DataFolder
  private let clock: WallClock

  init(_ data: DataFolder, clock: WallClock) {
    self.data = data
    self.clock = clock
  }

  /// Writes a token into a file that only the owner can read, unless a good fleet token is there.
  ///
  /// - Returns: the path of the file; nil when there was a good token already.
  func issueIfNone() async throws(StorageError) -> String? {
    if try await hasGoodToken() { return nil }
    let bearer = BearerToken.random(for: .fleet)
    let path = data.path + "/" + Self.fileName
    // The file comes first: a token that is stored but was never written down would be lost.
    try PrivateFiles.write("\(bearer.revealed)\n", to: path)
    let token = AccessToken(
      id: bearer.id, name: "fleet.token", role: .fleet, secretHash: bearer.secretHash,
      createdAt: clock.now)
    _ = try await data.operators.write { (writer) throws(StorageError) in
      try writer.insertToken(token)
      try writer.openGate(TokenGate(of: token))
      try writer.audit(
        AuditEvent(
          time: token.createdAt, caller: nil, action: "token.issued",
          subject: "token/\(token.id)"))
    }
    return path
  }

  private func hasGoodToken() async throws(StorageError) -> Bool {
    let now = clock.now
    return try await data.operators.read { (reader) throws(StorageError) in
      var cursor: TokenCursor?
      repeat {
        let page = try reader.tokens(after: cursor, limit: Self.pageSize)
        // One that takes a certificate is of no use to a server that asks for none.
        if page.items.contains(where: { $0.client == nil && $0.isValid(at: now) }) { return true }
        cursor = page.next
      } while cursor != nil
      return false
    }
  }
}
