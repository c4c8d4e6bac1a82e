internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks what today's policy makes of one user.
package struct ExplainUserRequest: DefaultedMessage {
  /// The user.
  package var user = UserRef()

  package init() {}
}

extension ExplainUserRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ExplainUserRequest> {
    dormouse__v1__explain_user_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ExplainUserRequest, _ coder: inout WireCoder) {
    coder.message("user", &user, &c.user)
  }
}
