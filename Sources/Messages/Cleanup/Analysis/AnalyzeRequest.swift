internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that everyone be judged.
package struct AnalyzeRequest: DefaultedMessage {
  /// Judge as of this moment; nil means now.
  package var asOf: Moment?

  package init() {}
}

extension AnalyzeRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__AnalyzeRequest> {
    dormouse__v1__analyze_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__AnalyzeRequest, _ coder: inout WireCoder) {
    coder.moment("as_of_time", &asOf, &c.as_of_time)
  }
}
