internal import Cleanup
internal import Storage

/// How a login ended.
enum LoginEnd: Sendable {
  /// It is written down.
  case committed(Committed<LoginAnswer>)
  /// Nothing of it was kept.
  case refused(Refusal)
}
