/// Walks over a small message as nearly every client sends it: fields with a length, each in one piece,
/// and small numbers where they are expected. Whoever finds anything else leaves the message to ``Unpacked``, which knows all forms and
/// says what is wrong.
package struct PlainFields {
  /// A field: its number, and its value with neither tag nor length.
  package struct Field {
    /// The field's number.
    package let number: UInt32
    /// The value's bytes, borrowed from the message.
    package let value: UnsafeRawBufferPointer

    /// The value as text; nil when it is not UTF-8 or holds a NUL.
    package var text: String? {
      let bytes = Span<UInt8>(_unsafeElements: value.assumingMemoryBound(to: UInt8.self))
      // The least of all bytes, for which several are looked at together.
      guard value.reduce(.max, min) != 0, let text = try? UTF8Span(validating: bytes) else {
        return nil
      }
      return String(copying: text)
    }
  }

  /// Larger messages are always left to ``Unpacked``. Unit: bytes.
  package static let maxBytes = 1024

  private var cursor: WireCursor
  /// Whether nothing has been found yet that is not plain.
  package private(set) var isPlain: Bool

  /// Starts at the beginning of a message; within the standard limits only, which this does not look at.
  package init(_ bytes: UnsafeRawBufferPointer, limits: DecodingLimits = .standard) {
    cursor = WireCursor(bytes)
    isPlain = bytes.count <= Self.maxBytes && limits == .standard
  }

  /// The next field; nil at the end, and where the message is not plain.
  package mutating func next() -> Field? {
    guard isPlain else { return nil }
    do throws(ProtobufError) {
      guard let field = try cursor.next() else { return nil }
      if field.wireType == .lengthPrefixed {
        return Field(number: field.number, value: field.value)
      }
    } catch {
      // Said again, and in full, by whoever unpacks the message.
    }
    isPlain = false
    return nil
  }

  /// The value of a field that comes next, whose number is below 16 and whose value is a number below
  /// 128; nil where anything else comes.
  package mutating func smallNumber(_ field: UInt8) -> UInt8? {
    isPlain ? cursor.smallNumber(field) : nil
  }
}
