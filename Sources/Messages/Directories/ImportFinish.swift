internal import CMessages
internal import Protobuf

/// The last step of an import: how much was sent.
package struct ImportFinish: DefaultedMessage {
  /// How many users were sent.
  package var userCount = 0
  /// How many groups were sent.
  package var groupCount = 0

  package init() {}
}

extension ImportFinish: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ImportFinish> {
    dormouse__v1__import_finish__init
  }
  mutating func map(_ c: inout Dormouse__V1__ImportFinish, _ coder: inout WireCoder) {
    coder.count(&userCount, &c.user_count)
    coder.count(&groupCount, &c.group_count)
  }
}
