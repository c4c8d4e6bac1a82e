internal import DirectoryServers
internal import Foundation
internal import Testing

/// People in Active Directory, which is Samba's: a domain that may be shared by tests, one after the other.
///
/// Accounts have flags of every kind that people have, beside the one that closes them.
struct SambaPeople: SiteServer {
  /// What `userAccountControl` of open accounts of people may be: a password, none needed, one that never
  /// expires, one that is a smart card, one that is not to be delegated.
  static let flags = [512, 544, 66_048, 66_080, 262_656, 1_049_088]

  let preset = "active-directory"
  let service = SambaAD.service
  let base = SambaAD.base
  let usernames = "sAMAccountName"
  let groupClass = "group"
  let closed = "(&(objectClass=user)(userAccountControl:1.2.840.113556.1.4.803:=2))"
  let attributes = ["*"]
  let restless: Set<String> = ["whenChanged", "uSNChanged"]
  private let samba: SambaAD

  var port: Int { samba.port }
  var tools: LDAPTools { samba.tools }

  /// Starts a domain without people.
  init() async throws {
    samba = try await SambaAD()
  }

  /// Puts people in place of those who were there: `sleepers` last logged in long ago, and who is `awake` a
  /// moment ago. The first of both have the password ``password(of:)``.
  func fill(sleepers: Int, awake: Int) async throws {
    for place in ["people", "groups"] { try await tools.deleteTree("ou=\(place),\(base)") }
    let places = ["people", "groups"].map { place in
      """
      dn: ou=\(place),\(base)
      changetype: add
      objectClass: organizationalUnit


      """
    }
    let asleep = (0..<sleepers).map { number in
      Self.person(
        "asleep-\(number)", Self.flags[number % Self.flags.count], Self.longAgo,
        hasPassword: number == 0)
    }
    let others = (0..<awake).map { number in
      Self.person("awake-\(number)", 512, Self.now, hasPassword: number == 0)
    }
    let names =
      (0..<sleepers).map { "asleep-\($0)" } + (0..<awake).map { "awake-\($0)" }
    try await tools.modify((places + asleep + others).joined() + Self.groups(names))
  }

  /// Whether somebody with a password may log in.
  func letsIn(_ user: String) async throws -> Bool {
    var own = tools
    (own.name, own.password) = (Self.name(of: user), Self.password(of: user))
    return try await own.logsIn()
  }

  func name(of user: String) -> String { Self.name(of: user) }

  func closing(_ lines: [String]) -> [String] {
    lines.map { line in
      guard line.hasPrefix("userAccountControl: "), let flags = Int(line.dropFirst(20)) else {
        return line
      }
      return "userAccountControl: \(flags | 2)"
    }
  }

  private static func name(of user: String) -> String { "cn=\(user),ou=people,\(SambaAD.base)" }

  /// The password of somebody who has one.
  static func password(of user: String) -> String { "Passw0rd.\(user)" }

  /// Expects that every sleeper was closed once and opened once since there were some counts, and nobody else.
  func expectOnce(
    since before: [String: Int], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    // The server counts a change more than once; one of the administrator's says how often.
    let reference = "awake-0"
    for (old, new) in [(512, 514), (514, 512)] {
      try await tools.modify(
        """
        dn: \(name(of: reference))
        changetype: modify
        delete: userAccountControl
        userAccountControl: \(old)
        -
        add: userAccountControl
        userAccountControl: \(new)

        """)
    }
    let after = try await flagCounts()
    let once = try #require(after[reference]) - #require(before[reference])
    #expect(once > 0 && before.count == after.count, sourceLocation: sourceLocation)
    let wrong = before.filter { name, count in
      name != reference && after[name] != count + (name.hasPrefix("asleep-") ? once : 0)
    }
    #expect(wrong.isEmpty, "\(wrong.keys.sorted())", sourceLocation: sourceLocation)
  }

  /// How often the flags of accounts were changed, as domain controllers tell each other: users with the count.
  func flagCounts() async throws -> [String: Int] {
    let found = try await tools.search(
      "(objectClass=user)", [usernames, "replPropertyMetaData"], base: base)
    var counts: [String: Int] = [:]
    for entry in found.split(separator: "\n\n") {
      let lines = entry.split(separator: "\n")
      guard let name = lines.first(where: { $0.hasPrefix("\(usernames): ") }),
        let coded = lines.first(where: { $0.hasPrefix("replPropertyMetaData:: ") })
      else { continue }
      let bytes = try #require(Data(base64Encoded: String(coded.dropFirst(23))))
      let version = try #require(Self.version(ofFlags: Array(bytes)))
      counts[String(name.dropFirst(usernames.count + 2))] = version
    }
    return counts
  }

  /// The version of `userAccountControl` among entries of 48 bytes, each of which begins with the number of an
  /// attribute and its version; before them stand 16 other bytes.
  private static func version(ofFlags bytes: [UInt8]) -> Int? {
    let userAccountControl = 0x9_0008
    let number = { (place: Int) in
      (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    let entries = stride(from: 16, through: bytes.count - 48, by: 48)
    return entries.first { number($0) == userAccountControl }.map { number($0 + 4) }
  }

  private static let longAgo = timestamp(Date(timeIntervalSince1970: 1_582_997_400))
  private static var now: Int { timestamp(.now) }

  /// Hundreds of nanoseconds since 1601.
  private static func timestamp(_ date: Date) -> Int {
    (Int(date.timeIntervalSince1970) + 11_644_473_600) * 10_000_000
  }

  /// LDIF that adds somebody.
  private static func person(
    _ name: String, _ flags: Int, _ login: Int, hasPassword: Bool
  ) -> String {
    let quoted = "\"\(password(of: name))\"".utf16.flatMap {
      [UInt8($0 & 255), UInt8($0 >> 8)]
    }
    let password = hasPassword ? "unicodePwd:: \(Data(quoted).base64EncodedString())\n" : ""
    return """
      dn: \(Self.name(of: name))
      changetype: add
      objectClass: user
      cn: \(name)
      sAMAccountName: \(name)
      userPrincipalName: \(name)@ad.acme.test
      userAccountControl: \(flags)
      lastLogonTimestamp: \(login)
      \(password)

      """
  }

  private static func groups(_ members: [String]) -> String {
    """
    dn: cn=inner,ou=groups,\(SambaAD.base)
    changetype: add
    objectClass: group
    cn: inner

    dn: cn=seats,ou=groups,\(SambaAD.base)
    changetype: add
    objectClass: group
    cn: seats
    member: cn=inner,ou=groups,\(SambaAD.base)
    \(members.map { "member: \(name(of: $0))\n" }.joined())
    """
  }
}
