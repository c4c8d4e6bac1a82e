/// What a server allows its peers, in bytes, counts and time.
package struct ServerLimits: Hashable, Sendable {
  /// How long running calls may go on after a shutdown has begun, unless told otherwise.
  package static let defaultGrace = Duration.seconds(30)

  /// The largest message, in either direction.
  package var maxMessageBytes = 4 * 1024 * 1024
  /// The largest message that a compressed one may inflate to; `maxMessageBytes` holds as well.
  package var maxDecompressedBytes = 4 * 1024 * 1024
  /// How many times its own size a compressed message may inflate to; the first MiB is free.
  package var maxDecompressionRatio = 200
  /// The largest header block of a request, counted as RFC 9113 does.
  package var maxMetadataBytes = 16 * 1024
  /// How many bytes of unfinished messages one connection may make us hold.
  package var maxPartialBytesPerConnection = 64 * 1024 * 1024
  /// How many connections are taken; further ones are closed at once.
  package var maxConnections = 4096
  /// How many streams a connection may have open.
  package var maxStreamsPerConnection = 128
  /// How many handlers may run for a connection, those of cancelled calls among them.
  package var maxHandlersPerConnection = 256
  /// How long a new connection may take to send its preface and settings, TLS included.
  package var setupTime = Duration.seconds(10)
  /// How long a header block may take to be complete.
  package var headerTime = Duration.seconds(10)
  /// How long a message that has begun may take to be complete.
  package var messageTime = Duration.seconds(60)
  /// How long a peer may take to read something while a call or the connection waits for it.
  package var readerTime = Duration.seconds(60)
  /// How long a connection without a call is kept.
  package var idleTime = Duration.seconds(300)
  /// After how long a silence a connection with calls is asked for a sign of life.
  package var keepaliveTime = Duration.seconds(60)
  /// How long a sign of life may take.
  package var keepaliveAnswerTime = Duration.seconds(20)
  /// How long handlers may take to end once they were cancelled by a shutdown.
  package var cancelledHandlerTime = Duration.seconds(5)
  /// How often the times are looked at: they are kept to within this.
  package var watchInterval = Duration.seconds(1)

  /// The limits as they are documented.
  package init() {}
}
