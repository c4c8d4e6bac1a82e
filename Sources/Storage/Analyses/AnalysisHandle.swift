/// An analysis that is being written, and that nobody sees before it is complete.
package struct AnalysisHandle: Hashable, Sendable {
  /// Its row.
  let number: Int64
  /// What was known when it began.
  let draft: AnalysisDraft
}
