/// What a piece of work wants changed in remote directories.
package struct RemoteWants: Hashable, Sendable {
  /// The user who is to be created first; nil for none.
  package var creation: RemoteCreation?
  /// Changes, in order.
  package var effects: [RemoteEffect]

  /// Changes; none unless told otherwise.
  package init(_ effects: [RemoteEffect] = []) {
    self.effects = effects
  }

  /// Whether nothing is wanted.
  package var isEmpty: Bool { creation == nil && effects.isEmpty }
}
