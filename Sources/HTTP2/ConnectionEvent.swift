/// What happened to a connection beside its streams.
package enum ConnectionEvent {
  /// The peer's settings came.
  case settings
  /// The peer will take no streams above this id.
  case goAway(lastStreamID: Int32, ErrorCode)
  /// The peer answered our PING.
  case pingAcknowledged
}
