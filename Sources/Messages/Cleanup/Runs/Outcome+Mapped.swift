internal import CMessages
package import Cleanup
internal import Protobuf

/// Rows stay inside: an outcome that was read has no row of its user.
extension Outcome: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Outcome> {
    dormouse__v1__outcome__init
  }
  static var blank: Outcome {
    Outcome(
      user: nil, directory: "", externalID: "", username: "", result: .done,
      effect: .deactivate, time: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__Outcome, _ coder: inout WireCoder) {
    coder.number(&sequence, &c.sequence)
    coder.text(&directory, &c.directory)
    coder.text(&externalID, &c.external_id)
    coder.text(&username, &c.username)
    coder.code("result", &result, &c.result)
    mapCode(&c, &coder)
    coder.text(&message, &c.message)
    coder.effect("effect", &effect, &c.effect)
    coder.text(&group, &c.group)
    coder.moment("time", &time, &c.time)
    coder.defaulted("last_activity", &lastActivity, &c.last_activity)
    coder.flag(&isRecovered, &c.recovered)
  }

  /// A code from a newer server is dropped rather than refused: the message says the same.
  private mutating func mapCode(
    _ c: inout Dormouse__V1__Outcome, _ coder: inout WireCoder
  ) {
    var name = code?.rawValue ?? ""
    coder.text(&name, &c.reason)
    code = OutcomeCode(rawValue: name)
  }
}

extension Outcome.Result: WireCode {
  static let wireOrder: [Outcome.Result] = [.done, .skipped, .failed, .manual]
}
