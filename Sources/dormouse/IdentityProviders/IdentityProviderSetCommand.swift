internal import ArgumentParser
internal import Cleanup

/// `dormouse identity-provider set ISSUER`
struct IdentityProviderSetCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Let the ID tokens of a provider prove logins; what is not given stays as it is.",
    discussion: "An option that can be repeated replaces its list as a whole.")

  @Argument(help: "URL of the provider, to the letter as its tokens name it in \"iss\".")
  var issuer: String

  @Option(help: "An id that your client has at the provider (repeatable).")
  var audience: [String] = []

  @Option(help: "How tokens may be signed: rs256, es256, ps256 or eddsa (repeatable); all without.")
  var algorithm: [Choice<SigningAlgorithm>] = []

  @Option(help: "The claim that holds the username; preferred_username without.")
  var userClaim: String?

  @Option(help: "The directory of its users; without, the first that has the username.")
  var directory: String?

  @Option(
    help: "Seconds by which its clock may differ, or default.",
    transform: SettingArgument.numberOrDefault)
  var clockSkew: SettingArgument?

  @Option(help: "Change the settings only if this is still their etag.")
  var etag = ""

  @Flag(help: "Check everything and show what would be stored, but store nothing.")
  var dryRun = false

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await IdentityProviderChange(etag: etag, isDryRun: dryRun).run(in: session) {
      (providers) throws(CommandError) in change(&providers)
    }
  }

  /// Changes the provider, or adds it.
  func change(_ providers: inout [IdentityProvider]) {
    let index = providers.firstIndex { $0.issuer == issuer }
    var changed = index.map { providers[$0] } ?? IdentityProvider(issuer: issuer)
    if !audience.isEmpty { changed.audiences = audience }
    if !algorithm.isEmpty { changed.algorithms = algorithm.map(\.value) }
    if let userClaim { changed.userClaim = userClaim }
    if let directory { changed.directory = directory }
    if let clockSkew { changed.clockSkewSeconds = clockSkew.value }
    if let index {
      providers[index] = changed
    } else {
      providers.append(changed)
    }
  }
}
