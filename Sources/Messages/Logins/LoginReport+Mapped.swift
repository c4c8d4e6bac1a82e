internal import CMessages
package import Cleanup
package import Protobuf

/// The request of `ReportLogin`, and each message that `ReportLogins` takes.
extension LoginReport: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ReportLoginRequest> {
    dormouse__v1__report_login_request__init
  }
  static var blank: LoginReport { LoginReport(proof: .vouched(.blank)) }

  mutating func map(_ c: inout Dormouse__V1__ReportLoginRequest, _ coder: inout WireCoder) {
    switch coder.direction {
    case .reading: readProof(c, &coder)
    case .writing: writeProof(&c, &coder)
    }
    coder.moment("time", &time, &c.time)
    var given: ActivityKind? = kind
    coder.code("kind", &given, &c.kind)
    kind = given ?? .ssoLogin
    coder.text(&source, &c.source)
  }

  private mutating func readProof(
    _ c: Dormouse__V1__ReportLoginRequest, _ coder: inout WireCoder
  ) {
    switch c.proof_case {
    case DORMOUSE__V1__REPORT_LOGIN_REQUEST__PROOF_VOUCHED:
      proof = .vouched(coder.read(c.vouched, named: "vouched"))
    case DORMOUSE__V1__REPORT_LOGIN_REQUEST__PROOF_ID_TOKEN:
      proof = .idToken(coder.read(c.id_token, named: "id_token"))
    default: coder.refuse("proof", "must be vouched, which names the user, or id_token")
    }
  }

  private func writeProof(
    _ c: inout Dormouse__V1__ReportLoginRequest, _ coder: inout WireCoder
  ) {
    switch proof {
    case .vouched(let login):
      c.proof_case = DORMOUSE__V1__REPORT_LOGIN_REQUEST__PROOF_VOUCHED
      c.vouched = coder.build(login)
    case .idToken(let login):
      c.proof_case = DORMOUSE__V1__REPORT_LOGIN_REQUEST__PROOF_ID_TOKEN
      c.id_token = coder.build(login)
    }
  }
}

extension LoginReport {
  package static func decode(
    _ bytes: UnsafeRawBufferPointer, limits: DecodingLimits
  ) throws(MessageError) -> LoginReport {
    // Most logins come with a name and no more, and unpacking takes longer than reading.
    if let plain = plain(bytes, limits: limits) { return plain }
    return try unpack(bytes, limits: limits)
  }

  /// The report in a plain message; nil when the message has to be unpacked.
  private static func plain(
    _ bytes: UnsafeRawBufferPointer, limits: DecodingLimits
  ) -> LoginReport? {
    var fields = PlainFields(bytes, limits: limits)
    guard let field = fields.next(), field.number == 1, let user = user(field.value) else {
      return nil
    }
    var report = LoginReport(proof: .vouched(VouchedLogin(user: user)))
    if let number = fields.smallNumber(5), number > 0 {
      guard let kind = ActivityKind(wireNumber: Int(number)) else { return nil }
      report.kind = kind
    }
    if let field = fields.next() {
      guard field.number == 6, let text = field.text else { return nil }
      report.source = text
    }
    return fields.next() == nil && fields.isPlain ? report : nil
  }

  /// The user of a login without claims; nil when the login has to be unpacked.
  private static func user(_ login: UnsafeRawBufferPointer) -> UserRef? {
    var fields = PlainFields(login)
    guard let field = fields.next(), field.number == 1, let user = UserRef.plain(field.value),
      fields.next() == nil, fields.isPlain
    else { return nil }
    return user
  }
}
