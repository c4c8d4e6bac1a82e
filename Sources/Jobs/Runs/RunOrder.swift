/// What somebody asks for who starts a run.
package struct RunOrder: Hashable, Sendable {
  /// Id of the analysis that is confirmed.
  package var analysisID: String
  /// The candidate count that the caller saw.
  package var confirmedCandidates: Int
  /// Why the safety limits are overridden; empty keeps them.
  package var overrideReason: String

  /// An order to run an analysis.
  package init(analysisID: String, confirmedCandidates: Int, overrideReason: String = "") {
    self.analysisID = analysisID
    self.confirmedCandidates = confirmedCandidates
    self.overrideReason = overrideReason
  }
}
