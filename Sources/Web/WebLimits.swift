/// How much of a stranger's answer is taken, and for how long it is waited for.
package struct WebLimits: Hashable, Sendable {
  /// Most addresses of a host that are tried.
  package static let maxAddresses = 4

  /// Most bytes of an answer.
  package var maxBytes: Int
  /// Seconds for an answer, looking the name up and connecting included.
  package var seconds: Int
  /// Seconds for connecting to one address.
  package var connectSeconds: Int

  /// Limits of an answer.
  package init(maxBytes: Int, seconds: Int, connectSeconds: Int) {
    self.maxBytes = maxBytes
    self.seconds = seconds
    self.connectSeconds = connectSeconds
  }
}
