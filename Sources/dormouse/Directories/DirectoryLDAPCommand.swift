internal import ArgumentParser
internal import Cleanup

/// `dormouse directory ldap NAME`
struct DirectoryLDAPCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "ldap", abstract: "Add or change a directory that is an LDAP server.",
    discussion: """
      What is not given stays as it is. A new directory needs --host, --bind-name, --preset, \
      --user-base and --secret-file; test it with "dormouse directory test" then, and list it with \
      "dormouse directory sync".
      """)

  @OptionGroup var put: DirectoryPutOptions

  @Option(help: "Name or address of the server; its certificate must be made out to it.")
  var host: String?

  @Option(help: "Port; 0 means the usual one of the encryption.")
  var port: Int?

  @Option(help: "How the connection is encrypted; ldaps if never given.")
  var security: Choice<LDAPSettings.Security>?

  @Option(help: "What kind of server it is, which says what its attributes mean.")
  var preset: Choice<LDAPPreset>?

  @Option(help: ArgumentHelp("Account that looks and changes.", valueName: "DN"))
  var bindName: String?

  @Option(help: ArgumentHelp("Where users are.", valueName: "DN"))
  var userBase: String?

  @Option(help: ArgumentHelp("Who of them counts (RFC 4515).", valueName: "FILTER"))
  var userFilter: String?

  @Option(help: ArgumentHelp("Where groups are; empty for none.", valueName: "DN"))
  var groupBase: String?

  @Option(help: ArgumentHelp("Which of them count (RFC 4515).", valueName: "FILTER"))
  var groupFilter: String?

  @Option(
    help: ArgumentHelp(
      "An attribute that takes the place of the preset's: id, username, display-name, email,"
        + " created-time, last-login, group-name or member (repeatable).", valueName: "WHAT=NAME"))
  var attribute: [LDAPAttributeArgument] = []

  @Option(help: "Entries of a page.")
  var pageSize: Int?

  @Option(help: "Seconds that connecting, and each page, may take.")
  var timeLimit: Int?

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await put.run(in: session) { (known) throws(CommandError) in
      .ldap(try changed(known))
    }
  }

  private func changed(_ known: RemoteSettings?) throws(CommandError) -> LDAPSettings {
    var settings: LDAPSettings
    if case .ldap(let stored) = known {
      settings = stored
    } else {
      guard let preset else {
        throw CommandError(.usage, "A new directory needs --preset: say what kind of server it is.")
      }
      settings = LDAPSettings(host: "", bindName: "", preset: preset.value, userBase: "")
    }
    if let certificates = try put.certificates() { settings.certificates = certificates }
    if let host { settings.host = host }
    if let port { settings.port = port }
    if let security { settings.security = security.value }
    if let preset { settings.preset = preset.value }
    if let bindName { settings.bindName = bindName }
    if let userBase { settings.userBase = userBase }
    if let userFilter { settings.userFilter = userFilter }
    if let groupBase { settings.groupBase = groupBase }
    if let groupFilter { settings.groupFilter = groupFilter }
    for argument in attribute { argument.set(in: &settings.attributes) }
    if let pageSize { settings.pageSize = pageSize }
    if let timeLimit { settings.timeLimitSeconds = timeLimit }
    return settings
  }
}
