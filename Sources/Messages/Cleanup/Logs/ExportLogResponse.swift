internal import CMessages
internal import Protobuf

/// The next piece of an exported log.
package struct ExportLogResponse: DefaultedMessage {
  /// UTF-8; a piece may end inside a line.
  package var data: [UInt8] = []

  package init() {}
}

extension ExportLogResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ExportLogResponse> {
    dormouse__v1__export_log_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ExportLogResponse, _ coder: inout WireCoder) {
    coder.bytes(&data, &c.data.len, &c.data.data)
  }
}
