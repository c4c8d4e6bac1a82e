internal import Cleanup
internal import Messages

/// A change to the list of identity providers, against what was read.
struct IdentityProviderChange {
  /// Change the settings only if this is their etag; empty means that of what is read.
  var etag: String
  /// Check everything but store nothing.
  var isDryRun: Bool

  /// Reads the list, changes it, and stores it unless somebody else changed it meanwhile.
  func run(
    in session: Session,
    _ change: (inout [IdentityProvider]) throws(CommandError) -> Void
  ) async throws {
    let stored = try await session.read(
      Methods.Logins.getProvisioning, GetProvisioningRequest()
    ).value
    var request = ConfigureProvisioningRequest()
    request.provisioning = stored.provisioning
    try change(&request.provisioning.identityProviders)
    request.updateMask = [.identityProviders]
    // A list is replaced as a whole, so that what was read must still hold.
    request.etag = etag.isEmpty ? stored.etag : etag
    request.isValidateOnly = isDryRun
    let answer = try await session.change(Methods.Logins.configureProvisioning, request)
    if isDryRun { session.console.note("Nothing was stored; this is what would be:") }
    try session.show(answer, Column.provisioning)
    try session.showProviders(answer.value)
  }
}
