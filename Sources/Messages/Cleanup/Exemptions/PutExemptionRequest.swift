internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that a user be kept out of cleanup until a date.
package struct PutExemptionRequest: DefaultedMessage {
  /// The user.
  package var user = UserRef()
  /// Until when; 1970 when the request does not say, so that it is refused together with the other
  /// fields.
  package var until = Moment.unset
  /// Who answers for it.
  package var owner = ""
  /// Why.
  package var reason = ""
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension PutExemptionRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__PutExemptionRequest> {
    dormouse__v1__put_exemption_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__PutExemptionRequest, _ coder: inout WireCoder) {
    coder.message("user", &user, &c.user)
    var moment: Moment? = until
    coder.moment("until_time", &moment, &c.until_time)
    until = moment ?? .unset
    coder.text(&owner, &c.owner)
    coder.text(&reason, &c.reason)
    coder.text(&requestID, &c.request_id)
  }
}
