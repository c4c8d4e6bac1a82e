internal import CMessages
internal import Protobuf

/// When to try again (`google.rpc.RetryInfo`).
struct RetryInfo: WireMessage {
  /// Whole seconds; a part of one is waited for whole.
  var seconds: Int64
}

extension RetryInfo: Mapped {
  static var initialize: Arena.Initializer<Google__Rpc__RetryInfo> {
    google__rpc__retry_info__init
  }
  static var blank: RetryInfo { RetryInfo(seconds: 0) }

  mutating func map(_ c: inout Google__Rpc__RetryInfo, _ coder: inout WireCoder) {
    if !coder.isReading { c.retry_delay = coder.arena.make(google__protobuf__duration__init) }
    guard let delay = c.retry_delay else { return }
    coder.number(&seconds, &delay.pointee.seconds)
    if delay.pointee.nanos > 0, seconds < .max { seconds += 1 }
  }
}
