internal import ArgumentParser

/// `dormouse identity-provider …`
struct IdentityProviderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity-provider",
    abstract: "Show and set whose OpenID Connect ID tokens prove logins.",
    subcommands: [
      IdentityProviderShowCommand.self, IdentityProviderSetCommand.self,
      IdentityProviderRemoveCommand.self,
    ])
}
