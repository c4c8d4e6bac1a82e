/// Where a candidate stands in the order of an analysis.
package struct CandidatePlace: Hashable, Sendable {
  /// Never, then unknown, then known.
  let rank: Int
  /// Microseconds since 1970; 0 unless known.
  let time: Int64
  /// The user's row.
  let user: Int64
}
