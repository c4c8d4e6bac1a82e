internal import Cleanup

extension ImportedUser.Login {
  /// As stored in `pending_users.login_state`.
  var state: Int {
    switch self {
    case .unknown: 0
    case .never: 1
    case .at: 2
    }
  }

  /// The moment, where one is known.
  var time: Moment? {
    if case .at(let moment) = self { return moment }
    return nil
  }
}
