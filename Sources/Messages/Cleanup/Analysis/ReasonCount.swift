internal import CMessages
package import Cleanup
internal import Protobuf

/// How many users have a reason, as the protos have it.
struct ReasonCount: WireMessage {
  var reason: Reason
  var count: Int
}

extension ReasonCount: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ReasonCount> {
    dormouse__v1__reason_count__init
  }
  static var blank: ReasonCount { ReasonCount(reason: .active, count: 0) }

  mutating func map(_ c: inout Dormouse__V1__ReasonCount, _ coder: inout WireCoder) {
    coder.code("reason", &reason, &c.reason)
    coder.count(&count, &c.count)
  }
}

extension Reason: WireCode {
  static let wireOrder: [Reason] = [
    .alreadyInactive, .notInGroup, .directoryIncomplete, .shadowed, .directoryExcluded,
    .outOfScope, .exempt, .userExcluded, .groupExcluded, .protected, .tooNew,
    .recentlyReactivated, .activityUnknown, .neverLoggedInKept, .active, .neverLoggedIn,
    .inactive,
  ]
}
