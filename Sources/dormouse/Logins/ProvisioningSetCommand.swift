internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse provisioning set`
struct ProvisioningSetCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set what logins may do; what is not given stays as it is.",
    discussion: """
      With --directory the options below it are about that directory; one that can be repeated \
      replaces its list as a whole.
      """)

  @OptionGroup(title: "In one directory") var options: DirectoryProvisioningOptions

  @Option(help: "Most seats, or none.", transform: SettingArgument.numberOrNone)
  var seatLimit: SettingArgument?

  @Option(
    help: "Users that logins may create in a day, or default.",
    transform: SettingArgument.numberOrDefault)
  var maxCreations: SettingArgument?

  @Flag(
    inversion: .prefixedNo, help: "Let logins put users into groups that lead to administrators.")
  var adminGroups: Bool?

  @Option(help: "Change the settings only if this is still their etag.")
  var etag = ""

  @Flag(help: "Check everything and show what would be stored, but store nothing.")
  var dryRun = false

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let stored = try await session.read(
      Methods.Logins.getProvisioning, GetProvisioningRequest()
    ).value
    var request = ConfigureProvisioningRequest()
    request.provisioning = stored.provisioning
    request.updateMask = try change(&request.provisioning)
    // A list is replaced as a whole, so that what was read must still hold.
    request.etag = etag.isEmpty ? stored.etag : etag
    request.isValidateOnly = dryRun
    let answer = try await session.change(Methods.Logins.configureProvisioning, request)
    if dryRun { session.console.note("Nothing was stored; this is what would be:") }
    try session.show(answer, Column.provisioning)
    try session.section(
      "Directories", Column.provisionedDirectories, answer.value.provisioning.directories)
    try session.showProviders(answer.value)
  }

  /// Changes settings as the options say; answers which.
  func change(_ settings: inout Provisioning) throws(CommandError) -> [ProvisioningField] {
    var fields: [ProvisioningField] = []
    if try options.apply(to: &settings) { fields.append(.directories) }
    if let seatLimit {
      settings.seatLimit = seatLimit.value
      fields.append(.seatLimit)
    }
    if let maxCreations {
      settings.maxCreationsPerDay = maxCreations.value
      fields.append(.maxCreationsPerDay)
    }
    if let adminGroups {
      settings.allowsAdminGroups = adminGroups
      fields.append(.allowAdminGroups)
    }
    guard !fields.isEmpty else {
      throw CommandError(
        .usage,
        "Say what to change, such as --directory users --create;"
          + " see \"dormouse help provisioning set\".")
    }
    return fields
  }
}
