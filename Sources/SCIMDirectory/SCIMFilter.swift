internal import JSON

/// Parts of filters (RFC 7644, section 3.4.2.2).
enum SCIMFilter {
  /// A text to compare with, which is one of JSON.
  static func text(_ text: String) -> String {
    String(decoding: JSONWriter.bytes(of: .text(text)), as: UTF8.self)
  }
}
