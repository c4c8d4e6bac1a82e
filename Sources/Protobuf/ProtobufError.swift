/// Why bytes are not the message that they should be.
@usableFromInline
package struct ProtobufError: Error, Hashable, Sendable {
  /// What is wrong, for programs.
  package enum Code: Hashable, Sendable {
    /// The bytes end within a field.
    case truncated

    /// The bytes are no protobuf message, or a known field has the wrong wire type.
    case malformed

    /// Messages are nested deeper than ``DecodingLimits/depth``.
    case tooDeep

    /// The bytes, or the memory that they unpack to, exceed ``DecodingLimits``.
    case tooLarge

    /// A string holds U+0000, which a C string cannot.
    case embeddedNUL

    /// A string is not UTF-8.
    case invalidUTF8

    /// A value has no JSON form, such as a timestamp outside the years 1 to 9999.
    case unprintable
  }

  /// What is wrong.
  package var code: Code

  /// The path of the field from the outermost message, such as `users[3].name`; empty for the
  /// message itself.
  package var field: String

  /// What is wrong, for a person; holds nothing of the message's contents.
  package var message: String

  /// Makes an error about a field, or about the whole message if no field is named.
  package init(code: Code, field: String = "", message: String) {
    self.code = code
    self.field = field
    self.message = message
  }

  /// The same error seen from the message that holds the field in `parent`.
  func within(_ parent: String) -> ProtobufError {
    var outer = self
    outer.field = field.isEmpty ? parent : "\(parent).\(field)"
    return outer
  }
}
