internal import CMessages
internal import Protobuf

/// The cause of an error, for programs (`google.rpc.ErrorInfo`).
struct ErrorInfo: WireMessage {
  var reason: String
  var domain: String
  var metadata: [String: String]
}

extension ErrorInfo: Mapped {
  static var initialize: Arena.Initializer<Google__Rpc__ErrorInfo> {
    google__rpc__error_info__init
  }
  static var blank: ErrorInfo { ErrorInfo(reason: "", domain: "", metadata: [:]) }

  mutating func map(_ c: inout Google__Rpc__ErrorInfo, _ coder: inout WireCoder) {
    coder.text(&reason, &c.reason)
    coder.text(&domain, &c.domain)
    var entries = metadata.sorted { $0.key < $1.key }.map(Entry.init)
    coder.list("metadata", &entries, &c.metadata, &c.n_metadata)
    metadata = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }
}

/// One fact by its name.
private struct Entry: WireMessage {
  var key: String
  var value: String
}

extension Entry: Mapped {
  static var initialize: Arena.Initializer<Google__Rpc__ErrorInfo__MetadataEntry> {
    google__rpc__error_info__metadata_entry__init
  }
  static var blank: Entry { Entry(key: "", value: "") }

  mutating func map(_ c: inout Google__Rpc__ErrorInfo__MetadataEntry, _ coder: inout WireCoder) {
    coder.text(&key, &c.key)
    coder.text(&value, &c.value)
  }
}
