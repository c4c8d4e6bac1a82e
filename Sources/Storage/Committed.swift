/// What a transaction answered, and where in the sequence of changes it stands.
package struct Committed<Value: Sendable>: Sendable {
  /// What the transaction answered.
  package var value: Value
  /// Where it stands; an answer waits until this position is durable.
  package var position: CommitPosition

  /// A committed value.
  package init(value: Value, position: CommitPosition) {
    self.value = value
    self.position = position
  }
}
