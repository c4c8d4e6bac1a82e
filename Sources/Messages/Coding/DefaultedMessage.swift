/// A message whose every field has a default.
package protocol DefaultedMessage: WireMessage, Hashable {
  /// The message with every field at its default.
  init()
}

extension DefaultedMessage {
  /// The message with some fields set and the others at their defaults.
  package static func with(_ set: (inout Self) -> Void) -> Self {
    var message = Self()
    set(&message)
    return message
  }
}
