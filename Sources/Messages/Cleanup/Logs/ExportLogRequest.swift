internal import CMessages
internal import Protobuf

/// Asks for all outcomes of a run as a file.
package struct ExportLogRequest: DefaultedMessage {
  /// Id of the run; empty means the latest.
  package var runID = ""
  /// Form of the file.
  package var format = ExportFormat.csv

  package init() {}
}

extension ExportLogRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ExportLogRequest> {
    dormouse__v1__export_log_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ExportLogRequest, _ coder: inout WireCoder) {
    coder.text(&runID, &c.run_id)
    coder.code("format", &format, &c.format)
  }
}
