internal import CMessages
package import Cleanup
internal import Protobuf

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
