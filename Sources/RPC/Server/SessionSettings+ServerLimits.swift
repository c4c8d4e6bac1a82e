internal import HTTP2
internal import NIOCore

extension SessionSettings {
  /// The settings of a server's session.
  init(_ limits: ServerLimits) {
    self.init(role: .server)
    maxConcurrentStreams = UInt32(limits.maxStreamsPerConnection)
    maxHeaderBytes = limits.maxMetadataBytes
    maxHeaderFields = limits.maxMetadataFields
    controlFramesPerSecond = limits.controlFramesPerSecond
    controlFrameBurst = limits.controlFrameBurst
    streamResetsPerSecond = limits.resetsPerSecond
    streamResetBurst = limits.resetBurst
    pingIntervalNanoseconds = UInt64(TimeAmount(limits.pingInterval).nanoseconds)
    maxPingStrikes = limits.maxPingStrikes
  }
}
