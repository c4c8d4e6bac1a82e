/// Which servers a client calls, and how; every number is a limit with its default.
package struct ClientConfiguration: Hashable, Sendable {
  /// The servers in the order in which they are tried; all of them serve the same data.
  package var targets: [ClientTarget]
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

  /// How long one address may take until it speaks HTTP/2, TLS included; looking up names has as
  /// long.
  package var connectTimeout = Duration.seconds(10)
  /// After how long without an answer the next address is tried as well; for how long a server whose
  /// name is being looked up comes before those behind it.
  package var addressDelay = Duration.milliseconds(250)
  /// How long to wait between attempts to connect, each counted from its beginning.
  package var connectionBackoff = BackoffPolicy.connecting

  /// After how long a silence a connection is asked for a sign of life with a PING.
  package var keepaliveTime = Duration.seconds(60)
  /// How long a sign of life may take before the connection is given up.
  package var keepaliveAnswerTime = Duration.seconds(20)
  /// Whether a connection without calls is asked for a sign of life too.
  package var keepsAliveWithoutCalls = false
  /// How long a connection without calls is kept; shorter than servers do by default.
  package var idleTime = Duration.seconds(240)

  /// How long a unary call may take that says nothing of its own.
  package var unaryTimeout = Duration.seconds(60)
  /// How long a streaming call may take that says nothing of its own.
  package var streamTimeout = Duration.seconds(86_400)
  /// How many calls may wait for a connection, or for one of the streams that the server allows.
  package var maxWaitingCalls = 1000

  /// How calls are repeated.
  package var retry = RetryPolicy()
  /// How many bytes of requests a call keeps for a repeat; a call that has sent more is not
  /// repeated.
  package var maxReplayBytes = 256 * 1024

  /// A plaintext client of one server.
  package init(host: String, port: Int) {
    self.init(targets: [ClientTarget(host: host, port: port)])
  }

  /// A plaintext client of several servers, of which the first that answers is called.
  package init(targets: [ClientTarget]) {
    self.targets = targets
  }
}
