package import Cleanup

/// A call that was answered, kept so that its repeat acts once.
package struct StoredRequest: Hashable, Sendable {
  /// How long answered requests are remembered, in seconds.
  package static let memorySeconds: Int64 = 24 * 3600
  /// Old requests that are forgotten with each new one.
  static let forgottenAtOnce = 16

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
