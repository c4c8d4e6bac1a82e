internal import CMessages
package import Cleanup
internal import Protobuf

/// How far a run is.
package struct RunProgress: DefaultedMessage {
  /// Id of the run.
  package var runID = ""
  /// Candidates in all.
  package var candidateCount = 0
  /// Outcomes so far.
  package var counts = OutcomeCounts()

  package init() {}
}

extension RunProgress: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__RunProgress> {
    dormouse__v1__run_progress__init
  }
  mutating func map(_ c: inout Dormouse__V1__RunProgress, _ coder: inout WireCoder) {
    coder.text(&runID, &c.run_id)
    coder.count(&candidateCount, &c.candidate_count)
    coder.defaulted("counts", &counts, &c.counts)
  }
}
