/// What is known of an attempt of a call that has failed.
enum Fate: Hashable {
  /// There was no connection for it.
  case unconnected
  /// Its connection was lost before the request went out.
  case unsent
  /// The server said that it has not looked at it (REFUSED_STREAM, or beyond GOAWAY's last stream).
  case refused
  /// The server may have acted on it.
  case unknown
}
