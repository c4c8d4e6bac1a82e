internal import Cleanup
internal import Messages

extension Samples {
  static let audit: [any Sample] = [
    ListAuditEventsRequest.with {
      $0.pageSize = 7
      $0.pageToken = "token"
      $0.filter = AuditFilter(
        kind: "policy", actor: "ann", user: reference, start: time, end: later)
    },
    ListAuditEventsResponse.with {
      $0.events = [record]
      $0.nextPageToken = "token"
    },
    record, caller, head,
    VerifyAuditRequest.with { $0.expectedHead = head },
    AuditProof(count: 3, head: head, firstBreak: broken), broken,
  ]

  private static let head = AuditHead(sequence: 12, hash: hash)
  private static let hash = AuditHash(hexadecimal: String(repeating: "0f", count: 32)) ?? .beginning
  private static let broken = AuditBreak(
    sequence: 4, kind: .truncated, message: "The newest event 4 is missing.")
  private static let caller = Caller(
    tokenID: "t", tokenName: "ann", role: .operator, address: "192.0.2.1")
  private static let record = AuditRecord(
    sequence: 12,
    event: AuditEvent(
      time: time, caller: caller, action: "user.deactivate", subject: "user/users/4711",
      before: "{}", after: "{\"active\":\"false\"}"),
    hash: hash)
}
