/// What is wrong with a list of keys.
package struct SecretKeysError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence for people, without any key.
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}
