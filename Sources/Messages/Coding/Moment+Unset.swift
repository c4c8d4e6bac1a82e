internal import Cleanup

extension Moment {
  /// What stands in a moment until it is read.
  static let unset = Moment(microseconds: 0)
}
