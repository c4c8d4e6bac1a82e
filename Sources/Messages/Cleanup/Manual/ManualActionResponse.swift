internal import CMessages
package import Cleanup
internal import Protobuf

/// What a manual action did.
package struct ManualActionResponse: WireMessage, Hashable {
  /// One outcome per user, in the order of the request.
  package var outcomes: [Outcome]

  /// The outcomes, which are counted by how they ended.
  package init(outcomes: [Outcome]) {
    self.outcomes = outcomes
  }

  /// How many outcomes ended how.
  package var counts: OutcomeCounts {
    outcomes.reduce(into: OutcomeCounts()) { $0.count($1.result) }
  }
}

extension ManualActionResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ManualActionResponse> {
    dormouse__v1__manual_action_response__init
  }
  static var blank: ManualActionResponse { ManualActionResponse(outcomes: []) }

  mutating func map(_ c: inout Dormouse__V1__ManualActionResponse, _ coder: inout WireCoder) {
    coder.list("outcomes", &outcomes, &c.outcomes, &c.n_outcomes)
    if !coder.isReading {
      var counts = counts
      coder.count(&counts.done, &c.done_count)
      coder.count(&counts.skipped, &c.skipped_count)
      coder.count(&counts.failed, &c.failed_count)
      coder.count(&counts.manual, &c.manual_count)
    }
  }
}
