/// What a target found to be wrong, in one sentence.
package struct Finding: Error, CustomStringConvertible {
  /// What is wrong, for a person.
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Throws a finding unless the condition holds.
func expect(
  _ condition: Bool, _ description: @autoclosure () -> String
) throws(Finding) {
  guard condition else { throw Finding(description()) }
}
