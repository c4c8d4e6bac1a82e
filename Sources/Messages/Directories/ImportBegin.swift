internal import CMessages
package import Cleanup
internal import Protobuf

/// The first step of an import.
package struct ImportBegin: DefaultedMessage {
  /// Name of an embedded directory.
  package var directory = ""
  /// How absentees are treated.
  package var mode = ImportMode.full
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension ImportBegin: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ImportBegin> {
    dormouse__v1__import_begin__init
  }
  mutating func map(_ c: inout Dormouse__V1__ImportBegin, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.code("mode", &mode, &c.mode)
    coder.text(&requestID, &c.request_id)
  }
}

extension ImportMode: WireCode {
  static let wireOrder: [ImportMode] = [.full, .merge]
}
