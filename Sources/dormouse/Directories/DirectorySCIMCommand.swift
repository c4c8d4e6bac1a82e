internal import ArgumentParser
internal import Cleanup

/// `dormouse directory scim NAME`
struct DirectorySCIMCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "scim", abstract: "Add or change a directory that is a SCIM 2.0 service.",
    discussion: """
      What is not given stays as it is. A new directory needs --base-url and --secret-file, which holds a \
      bearer token, or with --token-url and --client-id the secret of an OAuth 2.0 client; test it with \
      "dormouse directory test" then, and list it with "dormouse directory sync".
      """)

  @OptionGroup var put: DirectoryPutOptions

  @Option(help: "Where the service is; /Users comes behind it.")
  var baseURL: String?

  @Option(help: "Where the tokens of a client are given out; empty to go back to a bearer token.")
  var tokenURL: String?

  @Option(help: "Id of the client at --token-url.")
  var clientID: String?

  @Option(help: "Scope to ask --token-url for.")
  var scope: String?

  @Option(help: "Who of the users counts (RFC 7644); empty for all.")
  var userFilter: String?

  @Flag(inversion: .prefixedNo, help: "List groups; they are listed if never given.")
  var groups: Bool?

  @Option(help: "The attribute that says when somebody last logged in; empty for none.")
  var lastLoginAttribute: String?

  @Option(help: "Resources of a page that are asked for.")
  var pageSize: Int?

  @Option(help: "Seconds that a request may take.")
  var timeLimit: Int?

  @Option(help: "Requests in a minute; 0 for no limit but the service's own.")
  var requestsPerMinute: Int?

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await put.run(in: session) { (known) throws(CommandError) in
      .scim(try changed(known))
    }
  }

  private func changed(_ known: RemoteSettings?) throws(CommandError) -> SCIMSettings {
    var settings = SCIMSettings(baseURL: "")
    if case .scim(let stored) = known { settings = stored }
    if let certificates = try put.certificates() { settings.certificates = certificates }
    if let baseURL { settings.baseURL = baseURL }
    settings.authentication = authentication(settings.authentication)
    if let userFilter { settings.userFilter = userFilter }
    if let groups { settings.listsGroups = groups }
    if let lastLoginAttribute { settings.lastLoginAttribute = lastLoginAttribute }
    if let pageSize { settings.pageSize = pageSize }
    if let timeLimit { settings.timeLimitSeconds = timeLimit }
    if let requestsPerMinute { settings.requestsPerMinute = requestsPerMinute }
    return settings
  }

  private func authentication(
    _ known: SCIMSettings.Authentication
  ) -> SCIMSettings.Authentication {
    var (url, id, wanted) = ("", "", "")
    if case .clientCredentials(let tokenURL, let clientID, let scope) = known {
      (url, id, wanted) = (tokenURL, clientID, scope)
    }
    (url, id, wanted) = (tokenURL ?? url, clientID ?? id, scope ?? wanted)
    if url.isEmpty, tokenURL != nil || clientID == nil { return .bearer }
    return .clientCredentials(tokenURL: url, clientID: id, scope: wanted)
  }
}
