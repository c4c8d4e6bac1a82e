/// A field of the head of a request or of an answer.
package struct WebHeader: Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Its value.
  package var value: String

  /// A field.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
