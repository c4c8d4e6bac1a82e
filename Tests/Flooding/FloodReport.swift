/// What became of a flood.
package struct FloodReport: Hashable, Sendable {
  /// How many connections were made.
  package var connections = 0
  /// How many of them the server ended.
  package var ended = 0
  /// How many bytes the server took.
  package var sentBytes = 0
  /// How often each error code came in a GOAWAY frame (RFC 9113, section 7).
  package var goAways: [UInt32: Int] = [:]
  /// The texts that came with them.
  package var reasons: Set<String> = []

  /// The error code by which a server tells a flooder to stop.
  package static let enhanceYourCalm: UInt32 = 11

  /// Nothing yet.
  package init() {}
}
