internal import CMessages
internal import Protobuf

/// Asks that the run of a confirmed analysis start.
package struct RunRequest: DefaultedMessage {
  /// Id of the analysis that is confirmed.
  package var analysisID = ""
  /// The candidate count that the caller saw.
  package var confirmCandidateCount = 0
  /// Why the safety limits are overridden; empty keeps them.
  package var overrideLimits = ""
  /// Makes a repeat act once; empty for none.
  package var requestID = ""
  /// Checks everything but starts nothing.
  package var isValidateOnly = false

  package init() {}
}

extension RunRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__RunRequest> {
    dormouse__v1__run_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__RunRequest, _ coder: inout WireCoder) {
    coder.text(&analysisID, &c.analysis_id)
    coder.count(&confirmCandidateCount, &c.confirm_candidate_count)
    coder.text(&overrideLimits, &c.override_limits)
    coder.text(&requestID, &c.request_id)
    coder.flag(&isValidateOnly, &c.validate_only)
  }
}
