internal import CMessages
internal import Protobuf

/// The policy's rule for those who never logged in, as the protos have it.
struct NeverLoggedIn: WireMessage, Hashable {
  /// What happens to them.
  enum Rule: WireCode {
    case keep
    case clean

    static let wireOrder: [Rule] = [.keep, .clean]
  }

  /// Days after creation; nil keeps them.
  var cleanAfterDays: Int?
}

extension NeverLoggedIn: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__NeverLoggedIn> {
    dormouse__v1__never_logged_in__init
  }
  static var blank: NeverLoggedIn { NeverLoggedIn() }

  mutating func map(_ c: inout Dormouse__V1__NeverLoggedIn, _ coder: inout WireCoder) {
    var rule: Rule? = cleanAfterDays == nil ? .keep : .clean
    var days = cleanAfterDays ?? 0
    coder.code("rule", &rule, &c.rule)
    coder.count(&days, &c.clean_after_days)
    if coder.isReading, rule != .clean, days != 0 {
      coder.refuse("clean_after_days", "must be 0 unless rule is CLEAN")
    }
    cleanAfterDays = rule == .clean ? days : nil
  }
}
