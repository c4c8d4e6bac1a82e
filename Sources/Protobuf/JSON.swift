internal import CProtobufC

/// A message as proto3 JSON on one line: every field in the order of its number, defaults included.
///
/// Names are in lowerCamelCase, enums by name, 64-bit integers as strings, bytes in base64; of a
/// `oneof` only the member that is set, and an unset message is left out. Timestamps, durations,
/// field masks and wrappers have their own forms (https://protobuf.dev/programming-guides/json).
/// An `Any` is printed as its type and its encoded value, since types are not looked up by name.
///
/// - Parameter message: an initialised generated message.
/// - Throws: `unprintable`, naming the field.
package func json<Message>(_ message: UnsafePointer<Message>) throws(ProtobufError) -> String {
  var printer = JSONPrinter()
  try printer.print(UnsafeRawPointer(message))
  return printer.output.text
}

extension Arena {
  /// A message that was built here as proto3 JSON on one line.
  package func json<Message>(
    _ message: UnsafeMutablePointer<Message>
  ) throws(ProtobufError) -> String {
    // The message hangs on the arena, though nothing in the types says so.
    defer { withExtendedLifetime(self) { _ in } }
    return try Protobuf.json(UnsafePointer(message))
  }
}
