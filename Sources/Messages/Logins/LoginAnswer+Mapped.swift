internal import CMessages
package import Cleanup
internal import Protobuf

/// The answer of `ReportLogin`.
extension LoginAnswer: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ReportLoginResponse> {
    dormouse__v1__report_login_response__init
  }
  static var blank: LoginAnswer { LoginAnswer(outcome: .refused) }

  mutating func map(_ c: inout Dormouse__V1__ReportLoginResponse, _ coder: inout WireCoder) {
    coder.code("outcome", &outcome, &c.outcome)
    coder.message("user", &user, &c.user)
    coder.text(&username, &c.username)
    coder.flag(&isActive, &c.active)
    coder.list("effects", &effects, &c.effects, &c.n_effects)
    coder.list("obstacles", &obstacles, &c.obstacles, &c.n_obstacles)
  }
}

extension LoginAnswer: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.list(6, obstacles)
    writer.list(5, effects)
    writer.flag(4, isActive)
    writer.text(3, username)
    if let user { writer.message(2, user) }
    writer.code(1, outcome)
  }
}

extension LoginEffect: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LoginEffect> {
    dormouse__v1__login_effect__init
  }
  static var blank: LoginEffect { LoginEffect(.updated) }

  mutating func map(_ c: inout Dormouse__V1__LoginEffect, _ coder: inout WireCoder) {
    coder.code("code", &code, &c.code)
    coder.text(&group, &c.group)
  }
}

extension LoginEffect: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.text(2, group)
    writer.code(1, code)
  }
}

/// The sentence for people follows from the rest, and is not read.
extension LoginObstacle: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LoginObstacle> {
    dormouse__v1__login_obstacle__init
  }
  static var blank: LoginObstacle { LoginObstacle(.blocked) }

  mutating func map(_ c: inout Dormouse__V1__LoginObstacle, _ coder: inout WireCoder) {
    coder.code("code", &code, &c.code)
    coder.text(&group, &c.group)
    if !coder.isReading {
      var message = message
      coder.text(&message, &c.message)
    }
    coder.text(&directory, &c.directory)
  }
}

extension LoginObstacle: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.text(4, directory)
    writer.text(3, message)
    writer.text(2, group)
    writer.code(1, code)
  }
}

extension LoginAnswer.Outcome: WireCode {
  static let wireOrder: [LoginAnswer.Outcome] = [.letIn, .woken, .created, .refused]
}

extension LoginEffect.Code: WireCode {
  static let wireOrder: [LoginEffect.Code] = [
    .reactivated, .groupRestored, .created, .updated, .groupAdded, .groupRemoved,
  ]
}

extension LoginObstacle.Code: WireCode {
  static let wireOrder: [LoginObstacle.Code] = [
    .blocked, .loginTooOld, .activationOff, .readOnlyDirectory, .groupNotFound, .seatsFull,
    .userUnknown, .directoryIncomplete, .creationLimit, .nameTaken, .adminGroup,
    .otherSubject, .directoryUnavailable,
  ]
}
