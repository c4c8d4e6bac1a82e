internal import Cleanup

/// A call of an operator that is about the service and no tenant.
struct FleetCall: Sendable {
  /// Who calls.
  let caller: Caller
  /// When the call was let in.
  let now: Moment
}
