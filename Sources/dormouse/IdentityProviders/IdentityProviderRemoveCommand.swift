internal import ArgumentParser
internal import Cleanup

/// `dormouse identity-provider remove ISSUER`
struct IdentityProviderRemoveCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Trust the ID tokens of a provider no more, and forget who its users are.")

  @Argument(help: "URL of the provider.")
  var issuer: String

  @Option(help: "Change the settings only if this is still their etag.")
  var etag = ""

  @Flag(help: "Check everything and show what would be stored, but store nothing.")
  var dryRun = false

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await IdentityProviderChange(etag: etag, isDryRun: dryRun).run(in: session) {
      (providers) throws(CommandError) in
      guard let index = providers.firstIndex(where: { $0.issuer == issuer }) else {
        throw CommandError(
          .failed,
          "There is no identity provider \"\(issuer)\":"
            + " see \"dormouse identity-provider show\".")
      }
      providers.remove(at: index)
    }
  }
}
