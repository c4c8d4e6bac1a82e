#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A header block that is lent: looking into it counts no references, and it lives no longer than the
/// call that it is lent to.
package struct HeaderView {
  let fields: UnsafeBufferPointer<HeaderBlock.Field>
  let bytes: UnsafeRawBufferPointer
  init(fields: UnsafeBufferPointer<HeaderBlock.Field>, bytes: UnsafeRawBufferPointer) {
    self.fields = fields
    self.bytes = bytes
  }

  /// The value of the first field with a known name; it is lent like the block.
  package func first(_ name: HeaderName) -> UnsafeRawBufferPointer? {
    for field in fields where field.name == name { return value(of: field) }
    return nil
  }

  /// The value of a field; it is lent like the block.
  package func value(of field: HeaderBlock.Field) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[field.valueRange])
  }

  /// Whether the first field with a known name has exactly this value.
  package func has(_ name: HeaderName, _ value: StaticString) -> Bool {
    guard let own = first(name), own.count == value.utf8CodeUnitCount else { return false }
    guard let start = own.baseAddress else { return true }
    return memcmp(start, value.utf8Start, own.count) == 0
  }
}
