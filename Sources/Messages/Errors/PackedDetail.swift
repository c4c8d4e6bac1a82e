internal import CMessages
internal import Protobuf

/// A `google.protobuf.Any`: a message with the name of its type.
struct PackedDetail: WireMessage {
  var typeURL: String
  var value: [UInt8]

  /// Packs a detail under its type's name.
  init(_ detail: some WireMessage) {
    typeURL = "type.googleapis.com/\(type(of: detail).fullName)"
    value = detail.encode()
  }

  private init() {
    typeURL = ""
    value = []
  }

  /// The detail, if it is of that type and can be read.
  func unpack<Detail: WireMessage>(_ type: Detail.Type) -> Detail? {
    guard typeURL.split(separator: "/").last.map(String.init) == type.fullName else { return nil }
    return try? type.decode(value)
  }
}

extension PackedDetail: Mapped {
  static var initialize: Arena.Initializer<Google__Protobuf__Any> {
    google__protobuf__any__init
  }
  static var blank: PackedDetail { PackedDetail() }

  mutating func map(_ c: inout Google__Protobuf__Any, _ coder: inout WireCoder) {
    coder.text(&typeURL, &c.type_url)
    coder.bytes(&value, &c.value.len, &c.value.data)
  }
}
