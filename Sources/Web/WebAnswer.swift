/// A whole answer over HTTP, whatever its status.
package struct WebAnswer: Hashable, Sendable {
  /// Its status, such as 200.
  package var status: Int
  /// The fields of its head.
  package var headers: [WebHeader]
  /// Its body.
  package var body: [UInt8]

  /// The values of a field, by its name in small letters.
  package subscript(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map(\.value)
  }
}
