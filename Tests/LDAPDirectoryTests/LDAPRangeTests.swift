internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import LDAPDirectory
internal import Testing

/// OpenLDAP gives all members at once; what Active Directory answers of large groups is played from a script.
@Suite("Members in ranges")
struct LDAPRangeTests {
  private static func element(_ tag: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    precondition(bytes.count < 0x1_0000)
    return [tag, 0x82, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
  }

  private static func text(_ text: String) -> [UInt8] { element(0x04, Array(text.utf8)) }

  private static func message(_ id: UInt8, _ operation: [UInt8]) -> [UInt8] {
    element(0x30, [0x02, 0x01, id] + operation)
  }

  /// The end of an operation, with a code.
  private static func end(_ id: UInt8, _ tag: UInt8, code: UInt8 = 0) -> [UInt8] {
    message(id, element(tag, [0x0A, 0x01, code, 0x04, 0x00, 0x04, 0x00]))
  }

  private static func entry(_ id: UInt8, _ attributes: [(String, [[UInt8]])]) -> [UInt8] {
    let list = attributes.flatMap { name, values in
      element(0x30, text(name) + element(0x31, values.flatMap { element(0x04, $0) }))
    }
    return message(id, element(0x64, text("cn=g,dc=x") + element(0x30, list))) + end(id, 0x65)
  }

  private static func members(_ names: String...) -> [[UInt8]] {
    names.map { Array("cn=\($0),dc=x".utf8) }
  }

  /// What is answered until the group comes: nobody has a last login, and there are no users.
  private static let beginning = [
    end(1, 0x61), end(2, 0x65), end(3, 0x65),
    entry(
      4,
      [
        ("cn", [Array("g".utf8)]), ("objectGUID", [[UInt8](repeating: 1, count: 16)]),
        ("objectSid", [[1, 1, 0, 0, 0, 0, 0, 5, 1, 2, 0, 0]]), ("member", []),
        ("member;range=0-1", members("a", "b")),
      ]),
  ]

  private func directory(_ server: ScriptedServer) -> LDAPDirectory {
    LDAPDirectory(
      LDAPSettings(
        host: "127.0.0.1", port: server.port, security: .none, bindName: "cn=svc,dc=x",
        preset: .activeDirectory, userBase: "dc=x", groupBase: "dc=x", timeLimitSeconds: 5),
      password: "y", where: Slapd.loopback)
  }

  @Test("Ranges are followed to their end")
  func following() async throws {
    let server = try ScriptedServer(
      Self.beginning + [
        Self.entry(5, [("member;range=2-3", Self.members("c", "d"))]),
        Self.entry(6, [("member;range=4-*", Self.members("e"))]),
      ]
        // Then it is asked who they are, as none of them was listed.
        + (7...11).map { Self.end($0, 0x65, code: 32) })
    let listed = try await Listed(directory(server))
    #expect(listed.groups.map(\.name) == ["g"])
    #expect(listed.members.values.first == ["a", "b", "c", "d", "e"].map { "cn=\($0),dc=x" })
    #expect(listed.partSizes == [2, 2, 1])
  }

  @Test(
    "A range that does not come is an error, and no end",
    arguments: [
      end(5, 0x65, code: 32), end(5, 0x65), entry(5, []), entry(5, [("member;range=2-*", [])]),
      entry(5, [("member", members("c"))]),
    ])
  func missing(answer: [UInt8]) async throws {
    let server = try ScriptedServer(Self.beginning + [answer])
    let error = await #expect(throws: DirectoryError.self) { try await Listed(directory(server)) }
    #expect(error?.code == .incomplete)
  }
}
