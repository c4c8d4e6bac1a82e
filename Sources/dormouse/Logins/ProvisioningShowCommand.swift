internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse provisioning show`
struct ProvisioningShowCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what logins may do.")

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let answer = try await session.read(
      Methods.Logins.getProvisioning, GetProvisioningRequest())
    try session.show(answer, Column.provisioning)
    try session.section(
      "Directories", Column.provisionedDirectories, answer.value.provisioning.directories)
    try session.showProviders(answer.value)
  }
}
