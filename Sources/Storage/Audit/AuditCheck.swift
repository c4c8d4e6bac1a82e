package import Cleanup

/// A walk along the chain of the audit, some events at a time, so that no snapshot lasts for long.
///
/// ```swift
/// var check = AuditCheck(expecting: noted)
/// while !check.isOver { check = try await database.read { try $0.continuing(check) } }
/// ```
package struct AuditCheck: Sendable {
  /// Events that are looked at in one snapshot.
  package static let step = 10_000

  /// Where the events that hold end.
  package internal(set) var head = AuditHead.beginning
  /// The first place that does not hold.
  package internal(set) var firstBreak: AuditBreak?
  /// Whether everything was looked at, or enough.
  package internal(set) var isOver = false
  private let expected: AuditHead?

  /// A check from the first event on; `expected` is a head that was noted earlier.
  package init(expecting expected: AuditHead? = nil) {
    self.expected = expected
  }

  /// How it ended.
  package var proof: AuditProof {
    AuditProof(count: Int(head.sequence), head: head, firstBreak: firstBreak)
  }

  /// Looks at the event of a row, which has the hash that it should have.
  mutating func take(sequence: Int64, stored: AuditHash?, computed: AuditHash) {
    let next = head.sequence + 1
    if sequence > next {
      return stop(
        at: next, .missing,
        sequence == next + 1
          ? "Event \(next) is missing." : "Events \(next) to \(sequence - 1) are missing.")
    }
    if sequence < next {
      return stop(at: sequence, .added, "Event \(sequence) was not written by the service.")
    }
    guard stored == computed else {
      return stop(
        at: sequence, .changed,
        "Event \(sequence) is not what was written there: it, or what stood before it, was changed."
      )
    }
    head = AuditHead(sequence: sequence, hash: computed)
    if let expected, expected.sequence == sequence { compare(expected) }
  }

  /// Compares the end of the chain with what the service kept of it.
  mutating func finish(_ kept: AuditHead?) {
    if let expected, expected.sequence == 0 { compare(expected) }
    if firstBreak == nil { compareEnd(with: kept) }
    if firstBreak == nil, let expected, expected.sequence > head.sequence {
      stop(
        at: head.sequence + 1, .notExpected,
        "The chain ends at event \(head.sequence), before event \(expected.sequence) of the noted head."
      )
    }
    isOver = true
  }

  private mutating func compareEnd(with kept: AuditHead?) {
    guard let kept else {
      return stop(
        at: head.sequence, .headLost, "Where the chain ends is no longer known: it was removed.")
    }
    if kept.sequence > head.sequence {
      let first = head.sequence + 1
      stop(
        at: first, .truncated,
        first == kept.sequence
          ? "The newest event \(first) is missing."
          : "The newest events \(first) to \(kept.sequence) are missing.")
    } else if kept.sequence < head.sequence {
      stop(
        at: kept.sequence + 1, .added,
        "The events from \(kept.sequence + 1) on were not written by the service.")
    } else if kept.hash != head.hash {
      stop(
        at: head.sequence, .remade,
        "The chain ends in another hash than the service kept: it was made anew.")
    }
  }

  private mutating func compare(_ expected: AuditHead) {
    guard expected.hash != head.hash else { return }
    stop(
      at: expected.sequence, .notExpected,
      "Event \(expected.sequence) has another hash than was noted: it, or what stood before it, was"
        + " made anew.")
  }

  private mutating func stop(at sequence: Int64, _ kind: AuditBreak.Kind, _ message: String) {
    firstBreak = AuditBreak(sequence: sequence, kind: kind, message: message)
    isOver = true
  }
}

extension LedgerReader {
  /// Goes on with a check by one step.
  package func continuing(_ check: AuditCheck) throws(StorageError) -> AuditCheck {
    var check = check
    var encoding = AuditEncoding()
    var count = 0
    // Below 1 stands nothing that the service wrote.
    let last = check.head.sequence == 0 ? Int64.min : check.head.sequence
    let rows = try connection.rows(
      "SELECT \(AuditRow.columns) FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
      values: [last, AuditCheck.step])
    while !check.isOver, let row = try rows.next() {
      count += 1
      let computed = AuditRow.hash(of: row, after: check.head.hash, &encoding)
      check.take(sequence: row[0], stored: AuditHash(row.bytes(10)), computed: computed)
    }
    if !check.isOver, count < AuditCheck.step { check.finish(try auditHead()) }
    return check
  }
}
