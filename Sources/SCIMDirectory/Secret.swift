/// A text that must not be shown; printing it, or what holds it, shows nothing of it.
struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
  /// The text itself.
  let text: String

  init(_ text: String) {
    self.text = text
  }

  var description: String { "secret" }

  var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
