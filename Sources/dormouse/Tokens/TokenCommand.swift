internal import ArgumentParser

/// `dormouse token …`
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Issue, list and revoke access tokens.",
    discussion: """
      Tokens belong to the tenant that --tenant or the context names. With a fleet token, --fleet \
      works on the fleet's own tokens instead.
      """,
    subcommands: [
      TokenIssueCommand.self, TokenListCommand.self, TokenRevokeCommand.self,
    ])
}
