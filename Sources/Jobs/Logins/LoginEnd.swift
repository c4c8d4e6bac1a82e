internal import Cleanup
internal import Storage

/// How logins ended that wait together.
enum LoginEnd: Sendable {
  /// What was done with each is written down.
  case committed(Committed<LoginAnswers>)
  /// Nothing of them was kept.
  case refused(Refusal)
}
