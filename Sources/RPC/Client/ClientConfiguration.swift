/// Which server a client calls, and how.
package struct ClientConfiguration: Hashable, Sendable {
  /// The server's name or numeric address.
  package var host: String
  /// The server's port.
  package var port: Int
  /// How the server is checked; without it the client speaks plaintext.
  package var tls: ClientTLS?
  /// The largest message, in either direction.
  package var maxMessageBytes = 4 * 1024 * 1024
  /// The largest message that a compressed one may inflate to; `maxMessageBytes` holds as well.
  package var maxDecompressedBytes = 4 * 1024 * 1024
  /// How many times its own size a compressed message may inflate to; the first MiB is free.
  package var maxDecompressionRatio = 200
  /// The largest header block of a response, counted as RFC 9113 does.
  package var maxMetadataBytes = 16 * 1024
  /// How long connecting may take, TLS included.
  package var connectTimeout = Duration.seconds(10)
  /// After how long a silence a connection with calls is asked for a sign of life.
  package var keepaliveTime = Duration.seconds(60)
  /// How long a sign of life may take.
  package var keepaliveAnswerTime = Duration.seconds(20)

  /// A plaintext client of a server.
  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}
