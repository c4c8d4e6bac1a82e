internal import Testing

/// What carries the calls.
enum Transport: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// Plaintext HTTP/2 with prior knowledge.
  case h2c
  /// TLS with ALPN.
  case tls

  var testDescription: String { rawValue }
}
