/// What a session allows its peer; every number is explicit, for nghttp2's defaults are generous.
package struct SessionSettings: Hashable, Sendable {
  /// Which end of the connection the session speaks for.
  package enum Role: Hashable, Sendable { case server, client }

  /// Which end of the connection the session speaks for.
  package var role: Role
  /// How many streams the peer may have open (SETTINGS_MAX_CONCURRENT_STREAMS).
  package var maxConcurrentStreams: UInt32 = 128
  /// How many bytes of one stream the peer may send before we take some of them.
  package var streamWindowBytes: Int32 = 256 * 1024
  /// How many bytes of all streams together the peer may send before we take some of them.
  package var connectionWindowBytes: Int32 = 1024 * 1024
  /// How many bytes of header fields, counted as RFC 9113 does (name, value and 32), are recorded;
  /// a block beyond it is marked oversized.
  package var maxHeaderBytes: Int = 16 * 1024
  /// How many fields of a header block are recorded; a block with more is marked oversized.
  package var maxHeaderFields: Int = 128
  /// How many times `maxHeaderBytes` a block may decode to before the connection is ended.
  package var headerBombFactor: Int = 16
  /// How many streams a client may reset at once.
  package var streamResetBurst: Int = 1000
  /// How many streams a client may reset per second in the long run.
  package var streamResetsPerSecond: Int = 100
  /// How many CONTINUATION frames one header block may have.
  package var maxContinuations: Int = 8
  /// How many SETTINGS frames the peer may send at once: they cost us more than other control frames,
  /// among which they count as well.
  package var settingsFrameBurst: Int = 100
  /// How many SETTINGS frames the peer may send per second in the long run.
  package var settingsFramesPerSecond: Int = 10
  /// How many entries one SETTINGS frame may have.
  package var maxSettingsEntries: Int = 32
  /// How many acknowledgements of PING and SETTINGS may wait to be sent.
  package var maxOutboundAcknowledgements: Int = 1000
  /// How many control frames the peer may send at once.
  package var controlFrameBurst: Int = 4000
  /// How many control frames the peer may send per second in the long run.
  package var controlFramesPerSecond: Int = 1000
  /// How long a client should wait between two PINGs while we have nothing to send.
  package var pingIntervalNanoseconds: UInt64 = 5_000_000_000
  /// How many PINGs may follow another sooner than that.
  package var maxPingStrikes: Int = 20

  /// The usual settings for a role.
  package init(role: Role) {
    self.role = role
  }
}
