internal import Cleanup

/// How events stand in their table.
enum AuditRow {
  static let columns =
    "sequence, time, token_id, token_name, role, address, action, subject, before, after, hash"

  /// The event of a row, and its place.
  static func record(_ row: Row) throws(StorageError) -> AuditRecord {
    var caller: Caller?
    if let tokenID: String = row[2] {
      caller = Caller(
        tokenID: tokenID, tokenName: row[3], role: try row.value(4), address: row[5])
    }
    guard let hash = AuditHash(row.bytes(10)) else {
      throw StorageError(.corrupt, "the audit has an event without a hash; verify it")
    }
    let event = AuditEvent(
      time: row.moment(1), caller: caller, action: row[6], subject: row[7], before: row[8],
      after: row[9])
    return AuditRecord(sequence: row[0], event: event, hash: hash)
  }

  /// The hash that a row should have behind another hash.
  static func hash(
    of row: Row, after hash: AuditHash, _ encoding: inout AuditEncoding
  ) -> AuditHash {
    encoding.hash(sequence: row[0], time: row[1], after: hash) { encoding in
      for column in 2...9 { encoding.add(row[column] as String?) }
    }
  }
}
