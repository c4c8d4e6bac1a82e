internal import Cleanup

extension Connection {
  /// Where the next event of the transaction is chained to.
  func auditHead() throws(StorageError) -> AuditHead {
    if let head = auditChain.head { return head }
    let stored = try first(
      """
      SELECT max(sequence, (SELECT ifnull(max(sequence), 0) FROM audit)), hash FROM audit_head
      """
    ) { ($0[0] as Int64, AuditHash($0.bytes(1))) }
    guard case (let sequence, let hash?)? = stored else { throw Self.headLost }
    let head = AuditHead(sequence: sequence, hash: hash)
    auditChain.begin(at: head)
    return head
  }

  /// Stores how far the chain has come, before the transaction commits.
  ///
  /// The row tells when the newest events are missing, which those that are left cannot.
  func storeAuditHead() throws(StorageError) {
    guard let head = auditChain.unstored else { return }
    let count = try change(
      "UPDATE audit_head SET sequence = ?, hash = ?", head.sequence, head.hash)
    guard count == 1 else { throw Self.headLost }
  }

  private static let headLost = StorageError(
    .corrupt, "the database has lost where its audit ends; verify the audit")
}
