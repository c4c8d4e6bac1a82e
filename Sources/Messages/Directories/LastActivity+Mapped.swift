internal import CMessages
package import Cleanup
internal import Protobuf

extension LastActivity: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LastActivity> {
    dormouse__v1__last_activity__init
  }
  static var blank: LastActivity { .unknown }

  mutating func map(_ c: inout Dormouse__V1__LastActivity, _ coder: inout WireCoder) {
    switch coder.direction {
    case .reading: read(&c, &coder)
    case .writing: write(&c, &coder)
    }
  }

  private mutating func read(
    _ c: inout Dormouse__V1__LastActivity, _ coder: inout WireCoder
  ) {
    switch c.state {
    case DORMOUSE__V1__LAST_ACTIVITY__STATE__UNKNOWN: self = .unknown
    case DORMOUSE__V1__LAST_ACTIVITY__STATE__NEVER: self = .never
    case DORMOUSE__V1__LAST_ACTIVITY__STATE__KNOWN:
      var signal = ActivitySignal.blank
      var time = Moment.unset
      coder.moment("time", &time, &c.time)
      coder.code("kind", &signal.kind, &c.kind)
      coder.text(&signal.source, &c.source)
      signal.time = time
      self = .known(signal)
    default: coder.refuse("state", "has the unknown value \(Int32(bitPattern: c.state.rawValue))")
    }
  }

  private func write(_ c: inout Dormouse__V1__LastActivity, _ coder: inout WireCoder) {
    switch self {
    case .unknown: c.state = DORMOUSE__V1__LAST_ACTIVITY__STATE__UNKNOWN
    case .never: c.state = DORMOUSE__V1__LAST_ACTIVITY__STATE__NEVER
    case .known(var signal):
      c.state = DORMOUSE__V1__LAST_ACTIVITY__STATE__KNOWN
      coder.moment("time", &signal.time, &c.time)
      coder.code("kind", &signal.kind, &c.kind)
      coder.text(&signal.source, &c.source)
    }
  }
}

extension LastActivity: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    guard case .known(let signal) = self else {
      if case .never = self { writer.number(1, Self.neverNumber) }
      return
    }
    writer.text(4, signal.source)
    writer.code(3, signal.kind)
    writer.moment(2, signal.time)
    writer.number(1, Self.knownNumber)
  }

  /// Numbers of the states, as the protos have them.
  private static let neverNumber = Int64(DORMOUSE__V1__LAST_ACTIVITY__STATE__NEVER.rawValue)
  private static let knownNumber = Int64(DORMOUSE__V1__LAST_ACTIVITY__STATE__KNOWN.rawValue)
}
