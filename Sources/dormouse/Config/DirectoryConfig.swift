internal import Cleanup

/// What a file says of one directory.
struct DirectoryConfig {
  /// Its name.
  let name: String
  /// Its place from 1; nil where the file does not say, which leaves it as it is.
  let position: Int?
  /// How its activity is known.
  let activitySource: ActivitySource
  /// How it is reached; nil for an embedded one.
  let remote: RemoteSettings?
  /// File whose first line is its secret; nil where the file names none.
  let secretFile: String?
  /// Where it stands, such as `directories[0]`.
  let field: String

  /// A directory of a file; nil, with mistakes, when it cannot be read.
  init?(_ map: ConfigMap) {
    field = map.path
    let name = map.text("name")
    if name == nil, !map.has("name") { map.refuse("", "needs name") }
    if let name, !ResourceName.isValid(name) { map.refuse("name", ResourceName.rule) }
    position = map.number("position")
    if let position, position < 1 { map.refuse("position", "must be 1 or more") }
    activitySource = map.choice("activity", ActivitySource.named) ?? .reported
    secretFile = map.text("secret_file")
    let isRemote = map.has("ldap") || map.has("scim")
    remote = Self.remote(map)
    if secretFile != nil, !isRemote {
      map.refuse("secret_file", "is for remote directories, which have ldap or scim beside it")
    }
    map.finish()
    guard let name, isRemote == (remote != nil) else { return nil }
    self.name = name
    for violation in remote?.violations ?? [] {
      map.refuse(violation.field, violation.description)
    }
  }

  private static func remote(_ map: ConfigMap) -> RemoteSettings? {
    let ldap = map.map("ldap").map { LDAPSettings($0) }
    let scim = map.map("scim").map { SCIMSettings($0) }
    if ldap != nil, scim != nil { map.refuse("", "needs one of ldap and scim, not both") }
    if let ldap { return ldap.map { .ldap($0) } }
    return scim.map { .scim($0) }
  }

  /// The settings as a file has them, without the name.
  var settings: ConfigValue { Self.settings(position, activitySource, remote) }

  /// The settings of a stored directory, without the name.
  static func settings(of directory: DirectorySettings) -> ConfigValue {
    settings(directory.position, directory.activitySource, directory.remote)
  }

  /// A stored directory for a file. A secret is never given out.
  static func config(of directory: DirectorySettings) -> ConfigValue {
    guard case .map(let entries) = settings(of: directory) else { return .text(directory.name) }
    return .map([ConfigValue.Entry(key: "name", value: .text(directory.name))] + entries)
  }

  private static func settings(
    _ position: Int?, _ source: ActivitySource, _ remote: RemoteSettings?
  ) -> ConfigValue {
    let (ldap, scim): (ConfigValue?, ConfigValue?) =
      switch remote {
      case .ldap(let settings)?: (settings.config, nil)
      case .scim(let settings)?: (nil, settings.config)
      case nil: (nil, nil)
      }
    return .map([
      "position": position.map { .number($0) },
      "activity": source == .reported ? nil : .text("OBSERVED"), "ldap": ldap, "scim": scim,
    ])
  }
}
