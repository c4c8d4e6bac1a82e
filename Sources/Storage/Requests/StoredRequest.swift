package import Cleanup

/// A call that was answered, kept so that its repeat acts once.
package struct StoredRequest: Hashable, Sendable {
  /// What makes a repeat recognisable.
  package var key: RequestKey
  /// Hash of the request; a repeat with another one is a mistake.
  package var bodyHash: [UInt8]
  /// The answer as it went over the wire.
  package var answer: [UInt8]
  /// When it was answered.
  package var time: Moment

  /// An answered call.
  package init(key: RequestKey, bodyHash: [UInt8], answer: [UInt8], time: Moment) {
    self.key = key
    self.bodyHash = bodyHash
    self.answer = answer
    self.time = time
  }
}
