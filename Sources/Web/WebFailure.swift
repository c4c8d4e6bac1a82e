/// Why there is no answer over HTTP. Whoever asked says it in words of its own.
package enum WebFailure: Error, Hashable, Sendable {
  /// The URL is none that begins with `https://` or `http://`, or has a user in it.
  case invalidURL
  /// Its host has other characters than letters, digits, hyphens and dots.
  case invalidHost
  /// The certificates that are to be trusted are none in PEM.
  case invalidCertificates
  /// The addresses of too many hosts are looked up just now.
  case tooManyLookups
  /// The host has no address.
  case noAddress
  /// It has none that may be connected to, or none without TLS.
  case forbidden
  /// Nobody can be connected to there. Nothing was sent.
  case unreachable
  /// Its certificate is not trusted, or it speaks no TLS. Nothing was sent.
  case untrusted
  /// The connection broke before the answer was whole, or what came is none.
  case broken
  /// The answer has more bytes than are allowed.
  case tooLong
  /// There was no whole answer in time.
  case timedOut
  /// Whoever asked gave up.
  case cancelled
}
