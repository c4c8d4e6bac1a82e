internal import Cleanup
internal import Messages

/// Users and groups that go out in one message.
struct Batch {
  /// What is in it.
  var items = ImportItems()
  private var bytes = 0
  private var startedAt: ContinuousClock.Instant?

  /// Whether there is nothing in it.
  var isEmpty: Bool { items.users.isEmpty && items.groups.isEmpty }

  /// Whether it must go out before more is added.
  var isFull: Bool {
    bytes >= ImportJob.batchBytes
      || max(items.users.count, items.groups.count) >= ImportJob.mostPerBatch
  }

  /// Whether it must go out although it is not full, lest the server hears nothing for too long.
  func isOld(at now: ContinuousClock.Instant) -> Bool {
    startedAt.map { now - $0 >= ImportJob.batchTime } ?? false
  }

  /// Adds one user or group.
  mutating func add(_ row: some ImportItem) {
    if startedAt == nil { startedAt = .now }
    row.add(to: &items)
    bytes += row.approximateBytes
  }
}
