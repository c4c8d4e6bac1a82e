/// How many messages a method takes and answers.
package enum CallKind: Hashable, Sendable {
  /// One and one.
  case unary
  /// Many and one.
  case clientStreaming
  /// One and many.
  case serverStreaming
  /// Many and many.
  case bidirectional
}
