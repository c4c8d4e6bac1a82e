internal import ArgumentParser
internal import Cleanup

/// What logins may do in one directory.
struct DirectoryProvisioningOptions: ParsableArguments {
  @Option(help: "The directory.")
  var directory: String?

  @Flag(inversion: .prefixedNo, help: "Create users whom no directory knows.")
  var create: Bool?

  @Flag(inversion: .prefixedNo, help: "Keep attributes and groups like the claims.")
  var update: Bool?

  @Flag(inversion: .prefixedNo, help: "Wake whom cleanup put to sleep.")
  var activate: Bool?

  @Option(help: "A group for users who are created (repeatable).")
  var defaultGroup: [String] = []

  @Option(help: "A claim for an attribute, CLAIM=display_name, email or external_id (repeatable).")
  var mapAttribute: [AttributeMappingArgument] = []

  @Option(help: "A value of a claim for a group, CLAIM=VALUE=GROUP (repeatable).")
  var mapGroup: [GroupMappingArgument] = []

  @Flag(help: "Take users out of the groups of --map-group when the claim no longer has the value.")
  var removeWhenGone = false

  @Flag(help: "Forget what was set of the directory before the other options are applied.")
  var reset = false

  /// Changes the settings of the directory; false when none is named.
  func apply(to settings: inout Provisioning) throws(CommandError) -> Bool {
    guard let directory else {
      guard !isGiven else {
        throw CommandError(.usage, "Name the directory that it is about, with --directory.")
      }
      return false
    }
    guard isGiven else {
      throw CommandError(.usage, "Say what logins may do in \"\(directory)\", such as --create.")
    }
    guard !removeWhenGone || !mapGroup.isEmpty else {
      throw CommandError(
        .usage, "--remove-when-gone is about the groups of --map-group: give these beside it.")
    }
    var changed = reset ? DirectoryProvisioning(directory: directory) : settings[directory]
    if let create { changed.createsUsers = create }
    if let update { changed.updatesUsers = update }
    if let activate { changed.activatesUsers = activate }
    if !defaultGroup.isEmpty { changed.defaultGroups = defaultGroup }
    if !mapAttribute.isEmpty { changed.attributes = mapAttribute.map(\.mapping) }
    if !mapGroup.isEmpty {
      changed.groups = mapGroup.map { $0.mapping(isRemovedWhenGone: removeWhenGone) }
    }
    if let index = settings.directories.firstIndex(where: { $0.directory == directory }) {
      settings.directories[index] = changed
    } else {
      settings.directories.append(changed)
    }
    return true
  }

  private var isGiven: Bool {
    create != nil || update != nil || activate != nil || !defaultGroup.isEmpty
      || !mapAttribute.isEmpty || !mapGroup.isEmpty || removeWhenGone || reset
  }
}
