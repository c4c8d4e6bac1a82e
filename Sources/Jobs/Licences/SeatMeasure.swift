package import Cleanup
package import Storage

/// Counts seats for the history of licences.
package enum SeatMeasure {
  /// Counts who holds a seat by the policy in force, and keeps it as the count of the day.
  package static func measure(at now: Moment, in writer: TenantWriter) throws(StorageError) {
    let rule = try rule(in: writer.reader)
    try writer.keepSeats(
      held: try writer.reader.seatHolders(among: rule.groups), onDay: CivilDay(of: now), at: now)
  }

  /// Keeps what an analysis counted as the count of the day; one that judged an earlier snapshot than
  /// the writer's says which.
  static func keep(
    _ analysis: Analysis, of snapshot: SeatMark? = nil, in writer: TenantWriter
  ) throws(StorageError) {
    // One as of another moment says nothing of today.
    guard analysis.asOf == nil else { return }
    let (held, now) = (analysis.tally.seats, analysis.createdAt)
    if let snapshot {
      try writer.keepSeats(held: held, inSnapshotOf: snapshot, onDay: CivilDay(of: now), at: now)
    } else {
      try writer.keepSeats(held: held, onDay: CivilDay(of: now), at: now)
    }
  }

  /// Counts what was freed and restored, in the transaction that did it.
  static func count(
    _ changes: SeatChanges, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) {
    if changes.isEmpty { return }
    try writer.countSeats(changes, onDay: CivilDay(of: now))
  }

  /// Who holds a seat by the policy in force.
  static func rule(in reader: TenantReader) throws(StorageError) -> SeatRule {
    SeatRule(try reader.policy()?.policy, graph: try reader.groupGraph())
  }

  /// The seats of the latest days, today among them.
  package static func history(
    ofDays days: Int, at now: Moment, in reader: TenantReader
  ) throws(StorageError) -> LicenceHistory {
    let today = CivilDay(of: now)
    let kept = CivilDay(daysSince1970: today.daysSince1970 - LicenceHistory.keptDays + 1)
    return LicenceHistory(
      of: try reader.seatCounts(from: kept, to: today),
      from: CivilDay(daysSince1970: today.daysSince1970 - days + 1), to: today,
      price: try reader.seatPrice().flatMap { $0.price == nil ? nil : $0 })
  }
}
