internal import CMessages
internal import Protobuf

/// Asks that runs be let go that a broken listing holds.
package struct ReleaseHeldRunRequest: DefaultedMessage {
  /// Name of the directory whose listing is taken for good; empty for every one that holds runs.
  package var directory = ""
  /// Why.
  package var reason = ""
  /// The etag of the listing that was looked at; empty skips the check.
  package var etag = ""
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension ReleaseHeldRunRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ReleaseHeldRunRequest> {
    dormouse__v1__release_held_run_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ReleaseHeldRunRequest, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.text(&reason, &c.reason)
    coder.text(&etag, &c.etag)
    coder.text(&requestID, &c.request_id)
  }
}
