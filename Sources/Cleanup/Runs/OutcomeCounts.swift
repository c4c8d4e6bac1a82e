/// Outcomes by how they ended.
package struct OutcomeCounts: Hashable, Sendable, Codable {
  /// Done.
  package var done = 0
  /// Skipped, with a reason each.
  package var skipped = 0
  /// Failed, with an error each.
  package var failed = 0
  /// Only a person can do it at the source.
  package var manual = 0

  /// No outcomes yet.
  package init() {}

  /// All of them.
  package var total: Int { done + skipped + failed + manual }

  /// Counts one more.
  package mutating func count(_ result: Outcome.Result) {
    switch result {
    case .done: done += 1
    case .skipped: skipped += 1
    case .failed: failed += 1
    case .manual: manual += 1
    }
  }

  /// Adds those of others.
  package static func += (counts: inout OutcomeCounts, others: OutcomeCounts) {
    counts.done += others.done
    counts.skipped += others.skipped
    counts.failed += others.failed
    counts.manual += others.manual
  }
}
