internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse identity-provider show`
struct IdentityProviderShowCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show whose ID tokens prove logins.")

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let answer = try await session.read(
      Methods.Logins.getProvisioning, GetProvisioningRequest())
    try session.show(answer, Column.provisioning)
    try session.showProviders(answer.value)
  }
}

extension Session {
  /// Lists the identity providers of a tenant behind the rest of what logins may do.
  func showProviders(_ stored: StoredProvisioning) throws {
    try section(
      "Identity providers", Column.identityProviders, stored.provisioning.identityProviders)
  }
}
