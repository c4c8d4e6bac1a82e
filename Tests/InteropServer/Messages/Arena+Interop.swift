internal import CTestMessages
internal import Protobuf

/// Parts that several messages of `grpc.testing` have.
extension Arena {
  /// A Boolean that may be absent.
  func flag(_ value: Bool?) -> UnsafeMutablePointer<Grpc__Testing__BoolValue>? {
    guard let value else { return nil }
    let flag = make(grpc__testing__bool_value__init)
    flag.pointee.value = value ? 1 : 0
    return flag
  }

  /// A payload.
  func payload(_ body: [UInt8]) -> UnsafeMutablePointer<Grpc__Testing__Payload> {
    let payload = make(grpc__testing__payload__init)
    (payload.pointee.body.len, payload.pointee.body.data) = bytes(body)
    return payload
  }

  /// A status that the server is asked for, or none.
  func status(_ status: EchoStatus?) -> UnsafeMutablePointer<Grpc__Testing__EchoStatus>? {
    guard let status else { return nil }
    let echo = make(grpc__testing__echo_status__init)
    echo.pointee.code = status.code
    echo.pointee.message = string(status.message)
    return echo
  }
}

extension Bool {
  /// A Boolean that may be absent.
  init?(_ flag: UnsafeMutablePointer<Grpc__Testing__BoolValue>?) {
    guard let flag else { return nil }
    self = flag.pointee.value != 0
  }
}

extension [UInt8] {
  /// The bytes of a payload; an absent one has none.
  init(_ payload: UnsafeMutablePointer<Grpc__Testing__Payload>?) {
    self =
      payload.map {
        Array(UnsafeBufferPointer(start: $0.pointee.body.data, count: $0.pointee.body.len))
      } ?? []
  }
}
