internal import CMessages
package import Cleanup
internal import Protobuf

/// What `ReportLogins` answers to each login.
package enum LoginResult: WireMessage, Hashable {
  /// It was told of.
  case login(LoginAnswer)
  /// It was refused, and nothing of it was kept.
  case error(LoginError)
}

extension LoginResult: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ReportLoginsResponse> {
    dormouse__v1__report_logins_response__init
  }
  static var blank: LoginResult { .error(LoginError()) }

  mutating func map(_ c: inout Dormouse__V1__ReportLoginsResponse, _ coder: inout WireCoder) {
    switch (coder.direction, self) {
    case (.reading, _):
      switch c.answer_case {
      case DORMOUSE__V1__REPORT_LOGINS_RESPONSE__ANSWER_LOGIN:
        self = .login(coder.read(c.login, named: "login"))
      case DORMOUSE__V1__REPORT_LOGINS_RESPONSE__ANSWER_ERROR:
        self = .error(coder.read(c.error, named: "error"))
      default: coder.refuse("answer", "must be login or error")
      }
    case (.writing, .login(let login)):
      c.answer_case = DORMOUSE__V1__REPORT_LOGINS_RESPONSE__ANSWER_LOGIN
      c.login = coder.build(login)
    case (.writing, .error(let error)):
      c.answer_case = DORMOUSE__V1__REPORT_LOGINS_RESPONSE__ANSWER_ERROR
      c.error = coder.build(error)
    }
  }
}

extension LoginResult: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    switch self {
    case .login(let login): writer.message(1, login)
    case .error(let error): writer.message(2, error)
    }
  }
}
