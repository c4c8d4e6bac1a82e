internal import Messages

/// A change that acts once however often it is sent with the same request id.
protocol Repeatable: WireMessage {
  /// The id; empty for none.
  var requestID: String { get set }
}

extension CancelRunRequest: Repeatable {}
extension ConfigureProvisioningRequest: Repeatable {}
extension ConfigureRequest: Repeatable {}
extension CreateTenantRequest: Repeatable {}
extension DeleteDirectoryRequest: Repeatable {}
extension DeleteExemptionRequest: Repeatable {}
extension DeleteTenantRequest: Repeatable {}
extension IssueTokenRequest: Repeatable {}
extension ManualActionRequest: Repeatable {}
extension PutDirectoryRequest: Repeatable {}
extension PutExemptionRequest: Repeatable {}
extension RevokeTokenRequest: Repeatable {}
extension RunRequest: Repeatable {}
extension ScheduleRequest: Repeatable {}
extension SetSeatPriceRequest: Repeatable {}
extension UndoRunRequest: Repeatable {}
extension ReleaseHeldRunRequest: Repeatable {}
