internal import CMessages
package import Cleanup
package import Protobuf

/// Asks for one user with everything that hangs on it.
package struct GetUserRequest: DefaultedMessage {
  /// The user.
  package var user = UserRef()

  package init() {}

  package static func decode(
    _ bytes: UnsafeRawBufferPointer, limits: DecodingLimits
  ) throws(MessageError) -> GetUserRequest {
    // Users are asked for more often than anything else, and unpacking takes longer than reading.
    if let plain = plain(bytes, limits: limits) { return plain }
    return try unpack(bytes, limits: limits)
  }

  private static func plain(
    _ bytes: UnsafeRawBufferPointer, limits: DecodingLimits
  ) -> GetUserRequest? {
    var fields = PlainFields(bytes, limits: limits)
    guard let field = fields.next(), field.number == 1, let user = UserRef.plain(field.value),
      fields.next() == nil, fields.isPlain
    else { return nil }
    return .with { $0.user = user }
  }
}

extension GetUserRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetUserRequest> {
    dormouse__v1__get_user_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__GetUserRequest, _ coder: inout WireCoder) {
    coder.message("user", &user, &c.user)
  }
}
