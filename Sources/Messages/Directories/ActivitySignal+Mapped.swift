internal import CMessages
package import Cleanup
internal import Protobuf

/// The granularity of the source stays inside; a signal that was read has none.
extension ActivitySignal: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ActivitySignal> {
    dormouse__v1__activity_signal__init
  }
  static var blank: ActivitySignal { ActivitySignal(kind: .imported, source: "", time: nil) }

  mutating func map(_ c: inout Dormouse__V1__ActivitySignal, _ coder: inout WireCoder) {
    coder.code("kind", &kind, &c.kind)
    coder.text(&source, &c.source)
    coder.moment("time", &time, &c.time)
  }
}

extension ActivitySignal: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.moment(3, time)
    writer.text(2, source)
    writer.code(1, kind)
  }
}

extension ActivityKind: WireCode {
  static let wireOrder: [ActivityKind] = [
    .ssoLogin, .passwordLogin, .tokenUse, .session, .directoryReport, .imported,
  ]
}
