/// What a server allows its peers, in bytes, counts and time.
///
/// `deploy/README.md` has a table of all of them.
package struct ServerLimits: Hashable, Sendable {
  /// How long running calls may go on after a shutdown has begun, unless told otherwise.
  package static let defaultGrace = Duration.seconds(30)

  // MARK: Sizes

  /// The largest message, in either direction.
  package var maxMessageBytes = 4 * 1024 * 1024
  /// The largest message that a compressed one may inflate to; `maxMessageBytes` holds as well.
  package var maxDecompressedBytes = 4 * 1024 * 1024
  /// How many times its own size a compressed message may inflate to; the first MiB is free.
  package var maxDecompressionRatio = 200
  /// The largest header block of a request, counted as RFC 9113 does.
  package var maxMetadataBytes = 16 * 1024
  /// How many fields the header block of a request may have.
  package var maxMetadataFields = 128
  /// How many bytes one connection may make us hold: requests that wait, parts of messages,
  /// headers, answers that are not read, frames that wait to be sent, bytes that wait for their turn,
  /// and memory that is kept for streams to come.
  package var maxBytesPerConnection = 32 * 1024 * 1024
  /// How many bytes all connections may make us hold; beyond, each has its equal share.
  package var maxBytes = 512 * 1024 * 1024

  // MARK: Counts

  /// How many connections are taken; further ones are closed at once.
  package var maxConnections = 4096
  /// How many connections one address may have: an IPv4 address, or a network of 64 bits in IPv6.
  package var maxConnectionsPerAddress = 1024
  /// How many streams all connections may have open; further ones are refused unprocessed.
  package var maxStreams = 20_000
  /// How many streams a connection may have open.
  package var maxStreamsPerConnection = 128
  /// How many handlers may run for a connection, those of cancelled calls among them.
  package var maxHandlersPerConnection = 256

  // MARK: Frames

  /// How many frames a second a connection may send that carry no call, in the long run.
  package var controlFramesPerSecond = 1000
  /// How many of them it may send at once.
  package var controlFrameBurst = 4000
  /// How many streams a second a connection may reset, in the long run.
  package var resetsPerSecond = 100
  /// How many streams it may reset at once.
  package var resetBurst = 1000
  /// DATA frames with fewer bytes that complete no message count as control frames.
  package var fragmentBytes = 64
  /// How long a client should wait between two PINGs while we have nothing to send.
  package var pingInterval = Duration.seconds(5)
  /// How many PINGs may follow another sooner than that.
  package var maxPingStrikes = 20

  // MARK: Times

  /// How long a new connection may take to send its first byte, TLS included.
  package var firstByteTime = Duration.seconds(10)
  /// How long a new connection may take to send its preface and settings, TLS included.
  package var setupTime = Duration.seconds(20)
  /// How long a header block may take to be complete.
  package var headerTime = Duration.seconds(10)
  /// How long a frame may take to be complete.
  package var frameTime = Duration.seconds(20)
  /// How long a message that has begun may take to be complete.
  package var messageTime = Duration.seconds(60)
  /// How long a message that has begun may go without a further byte.
  package var messageProgressTime = Duration.seconds(20)
  /// How long a client may leave a handler waiting for the next message of a stream.
  package var requestIdleTime = Duration.seconds(120)
  /// How long a peer may take to read something while a call or the connection waits for it.
  package var readerTime = Duration.seconds(60)
  /// How long a connection without a call is kept.
  package var idleTime = Duration.seconds(300)
  /// After how long a silence a connection with calls is asked for a sign of life.
  package var keepaliveTime = Duration.seconds(60)
  /// How long a sign of life may take.
  package var keepaliveAnswerTime = Duration.seconds(20)
  /// How long a connection is used, a tenth more or less; then its client is asked to make another.
  package var maxConnectionAge: Duration? = .seconds(3600)
  /// How long the calls of a connection may go on once it is to go away.
  package var connectionGrace = Duration.seconds(600)
  /// How long handlers may take to end once they were cancelled by a shutdown.
  package var cancelledHandlerTime = Duration.seconds(5)
  /// How often the times are looked at: they are kept to within this.
  package var watchInterval = Duration.seconds(1)

  /// The limits as they are documented.
  package init() {}
}
