internal import Cleanup

/// What a step does that statements alone cannot.
enum MigrationWork: Hashable, Sendable {
  /// Chains the events that are in the audit, and forbids again that they are changed.
  case chainAudit

  /// Does it, in the transaction of the step.
  func perform(on connection: Connection) throws(StorageError) {
    switch self {
    case .chainAudit: try Self.chainAudit(connection)
    }
  }

  /// Events that are chained before the next ones are read.
  private static let step = 1000

  private static func chainAudit(_ connection: Connection) throws(StorageError) {
    var head = AuditHead.beginning
    var encoding = AuditEncoding()
    var hashes: [AuditHead]
    repeat {
      hashes = try connection.all(
        "SELECT \(AuditRow.columns) FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
        head.sequence, step
      ) { row in
        head = AuditHead(
          sequence: row[0], hash: AuditRow.hash(of: row, after: head.hash, &encoding))
        return head
      }
      for chained in hashes {
        try connection.run(
          "UPDATE audit SET hash = ? WHERE sequence = ?", chained.hash, chained.sequence)
      }
    } while hashes.count == step
    try connection.run("UPDATE audit_head SET sequence = ?, hash = ?", head.sequence, head.hash)
    try connection.execute(Migration.auditIsNotChanged)
  }
}
