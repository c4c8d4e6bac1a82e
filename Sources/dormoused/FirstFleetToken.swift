internal import Cleanup
internal import Identity
internal import Jobs
internal import Storage

/// Makes the first token of a new data folder.
struct FirstFleetToken {
  private static let fileName = "fleet.token"

  private let data: DataFolder
  private let clock: WallClock

  init(_ data: DataFolder, clock: WallClock) {
    self.data = data
    self.clock = clock
  }

  /// Writes a token into a file that only the owner can read, unless the folder has a fleet token.
  ///
  /// - Returns: the path of the file; nil when there was a token already.
  func issueIfNone() async throws(StorageError) -> String? {
    let tokens = try await data.operators.read { (reader) throws(StorageError) in
      try reader.tokens(after: nil, limit: 1)
    }
    guard tokens.items.isEmpty else { return nil }
    let bearer = BearerToken.random(for: .fleet)
    let path = data.path + "/" + Self.fileName
    // The file comes first: a token that is stored but was never written down would be lost.
    try PrivateFiles.write("\(bearer.revealed)\n", to: path)
    let token = AccessToken(
      id: bearer.id, name: "first", role: .fleet, secretHash: bearer.secretHash,
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
}
