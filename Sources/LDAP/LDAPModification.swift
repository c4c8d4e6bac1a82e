/// A change of one attribute of an entry (RFC 4511, section 4.6).
package struct LDAPModification: Hashable, Sendable {
  /// What is done with the values.
  package enum Operation: Hashable, Sendable {
    /// They are added.
    case add
    /// They are deleted; all of them when none are named.
    case delete
    /// They take the place of all others.
    case replace
  }

  /// What is done.
  package var operation: Operation
  /// The attribute.
  package var attribute: String
  /// The values.
  package var values: [[UInt8]]

  /// A change.
  package init(_ operation: Operation, _ attribute: String, _ values: [[UInt8]]) {
    self.operation = operation
    self.attribute = attribute
    self.values = values
  }

  /// A change by texts.
  package init(_ operation: Operation, _ attribute: String, _ values: [String] = []) {
    self.init(operation, attribute, values.map { Array($0.utf8) })
  }
}
