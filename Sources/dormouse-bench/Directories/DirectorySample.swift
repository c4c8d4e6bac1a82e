internal import Cleanup
internal import Foundation

/// A directory of made-up users, each in three groups: one that has them all, and those of the site and of
/// the team. Sites are in regions, and those in one group.
struct DirectorySample: Sendable {
  static let base = "dc=acme,dc=test"
  /// Whoever looks, with a password.
  static let service = "uid=svc,ou=people,\(base)"
  private static let regions = 4
  /// Bytes that are gathered before they are written.
  private static let chunkBytes = 1 << 20

  /// How many users there are.
  let count: Int

  /// Users, with the one who looks.
  var entryCount: Int { count + 1 }

  /// Writes it as LDIF.
  func write(to path: String) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? file.close() }
    var chunk = Array(Self.frame.utf8)
    var members: [String: [String]] = [:]
    let sample = SampleData(count: count)
    for number in 0..<count {
      let user = sample.user(number)
      for group in user.groups { members[group, default: []].append(Self.name(of: user)) }
      chunk += Self.entry(user).utf8
      if chunk.count >= Self.chunkBytes {
        try file.write(contentsOf: Data(chunk))
        chunk.removeAll(keepingCapacity: true)
      }
    }
    for (name, list) in members.sorted(by: { $0.key < $1.key }) {
      chunk += Self.group(name, list).utf8
    }
    chunk += Self.nesting(members.keys.filter { $0.hasPrefix("site-") }.sorted()).utf8
    try file.write(contentsOf: Data(chunk))
  }

  private static func name(of user: ImportedUser) -> String {
    "uid=\(user.username),ou=people,\(base)"
  }

  private static func entry(_ user: ImportedUser) -> String {
    """
    dn: \(name(of: user))
    objectClass: inetOrgPerson
    uid: \(user.username)
    cn: \(user.displayName)
    sn: \(user.displayName)
    displayName: \(user.displayName)
    mail: \(user.email)
    createTimestamp: \(time(user.createdAt ?? .earliest))
    \(login(user))

    """ + "\n"
  }

  private static func login(_ user: ImportedUser) -> String {
    if case .at(let moment) = user.lastLogin { return "pwdLastSuccess: \(time(moment))" }
    return "title: never seen"
  }

  /// A time as LDAP writes it.
  private static func time(_ moment: Moment) -> String {
    let date = Date(timeIntervalSince1970: Double(moment.microseconds / 1_000_000))
    return date.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
      .filter { $0 != Character("T") }
  }

  private static func group(_ name: String, _ members: [String]) -> String {
    """
    dn: cn=\(name),ou=groups,\(base)
    objectClass: groupOfNames
    cn: \(name)
    \(members.map { "member: \($0)" }.joined(separator: "\n"))


    """
  }

  private static func nesting(_ sites: [String]) -> String {
    let regions = (0..<min(Self.regions, sites.count)).map { region in
      (
        name: "region-\(region)",
        sites: stride(from: region, to: sites.count, by: Self.regions).map { sites[$0] }
      )
    }
    let groups = regions.map { region in
      group(region.name, region.sites.map { "cn=\($0),ou=groups,\(base)" })
    }
    return groups.joined()
      + group("everywhere", regions.map { "cn=\($0.name),ou=groups,\(base)" })
  }

  private static let frame = """
    dn: \(base)
    objectClass: dcObject
    objectClass: organization
    o: Acme
    dc: acme

    dn: ou=people,\(base)
    objectClass: organizationalUnit
    ou: people

    dn: ou=groups,\(base)
    objectClass: organizationalUnit
    ou: groups

    dn: \(service)
    objectClass: inetOrgPerson
    uid: svc
    cn: svc
    sn: svc
    userPassword: \(BenchSlapd.password)


    """
}
