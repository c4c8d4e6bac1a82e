internal import CMessages
package import Cleanup
internal import Protobuf

/// A stored analysis with what the safety limits say to a run of it now.
package struct AnalysisReport: WireMessage, Hashable {
  /// The analysis.
  package var analysis: Analysis
  /// The limits applied to it.
  package var safety: SafetyCheck
  /// Listings that hold runs now.
  package var held: [HeldListing]

  /// An analysis, the limits applied to it, and what holds runs.
  package init(analysis: Analysis, safety: SafetyCheck, held: [HeldListing] = []) {
    self.analysis = analysis
    self.safety = safety
    self.held = held
  }
}

extension AnalysisReport: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Analysis> {
    dormouse__v1__analysis__init
  }
  static var blank: AnalysisReport {
    AnalysisReport(
      analysis: Analysis(
        id: "", policy: .blank, createdAt: .unset, tally: AnalysisTally(directories: []),
        createdBy: ""),
      safety: .blank)
  }

  mutating func map(_ c: inout Dormouse__V1__Analysis, _ coder: inout WireCoder) {
    coder.text(&analysis.id, &c.id)
    coder.message("policy", &analysis.policy, &c.policy)
    coder.moment("create_time", &analysis.createdAt, &c.create_time)
    coder.moment("as_of_time", &analysis.asOf, &c.as_of_time)
    coder.message("safety", &safety, &c.safety)
    coder.text(&analysis.createdBy, &c.created_by)
    coder.flag(&analysis.keepsVerdicts, &c.verdicts_kept)
    coder.list("held_listings", &held, &c.held_listings, &c.n_held_listings)
    mapTally(&c, &coder)
    if !coder.isReading { writeDerived(&c, &coder) }
  }

  private mutating func mapTally(
    _ c: inout Dormouse__V1__Analysis, _ coder: inout WireCoder
  ) {
    var directories = analysis.tally.directories
    var actionable = analysis.tally.actionable
    coder.list("directory_counts", &directories, &c.directory_counts, &c.n_directory_counts)
    coder.count(&actionable, &c.actionable_count)
    analysis.tally = AnalysisTally(directories: directories, actionable: actionable)
  }

  /// What follows from the rest, and is sent for those who only look at it.
  private func writeDerived(_ c: inout Dormouse__V1__Analysis, _ coder: inout WireCoder) {
    let tally = analysis.tally
    var expiresAt = analysis.expiresAt
    coder.moment("expire_time", &expiresAt, &c.expire_time)
    c.policy_revision = analysis.policy.revision
    c.user_count = Int32(clamping: tally.users)
    c.looked_at_count = Int32(clamping: safety.lookedAt)
    c.candidate_count = Int32(clamping: tally.candidates)
    var counts = tally.reasonCounts.map { ReasonCount(reason: $0.reason, count: $0.count) }
    coder.list("reason_counts", &counts, &c.reason_counts, &c.n_reason_counts)
  }
}
