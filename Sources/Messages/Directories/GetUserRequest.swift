internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks for one user with everything that hangs on it.
package struct GetUserRequest: DefaultedMessage {
  /// The user.
  package var user = UserRef()

  package init() {}
}

extension GetUserRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetUserRequest> {
    dormouse__v1__get_user_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__GetUserRequest, _ coder: inout WireCoder) {
    coder.message("user", &user, &c.user)
  }
}
