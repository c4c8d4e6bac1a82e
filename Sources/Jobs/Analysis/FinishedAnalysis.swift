package import Cleanup

/// An analysis that has just been made, with what the safety limits say to a run of it.
package struct FinishedAnalysis: Sendable {
  /// The analysis.
  package var analysis: Analysis
  /// The limits applied to it.
  package var safety: SafetyCheck
  /// Listings that hold runs.
  package var held: [HeldListing]
}
