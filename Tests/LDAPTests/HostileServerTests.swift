internal import DirectoryServers
internal import Foundation
internal import Reach
internal import Testing

@testable internal import LDAP

@Suite("Directory servers that answer anything")
struct HostileServerTests {
  private static let bound: [UInt8] = [
    0x30, 0x0C, 0x02, 0x01, 0x01, 0x61, 0x07, 0x0A, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00,
  ]

  /// Answers to the search that comes behind the bind, as number 2.
  private static let answers: [(String, [UInt8])] = [
    ("another protocol", Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)),
    ("a length of 2 GiB", [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x02, 0x01, 0x02]),
    ("a length of nearly 2^64", [0x30, 0x88] + [UInt8](repeating: 0xFF, count: 8)),
    ("a length without end", [0x30, 0x80, 0x02, 0x01, 0x02, 0x64, 0x80, 0x00, 0x00]),
    ("an entry that is empty", [0x30, 0x05, 0x02, 0x01, 0x02, 0x64, 0x00]),
    ("an entry without attributes", [0x30, 0x07, 0x02, 0x01, 0x02, 0x64, 0x02, 0x04, 0x00]),
    (
      "an entry whose attribute is longer than it",
      [0x30, 0x0D, 0x02, 0x01, 0x02, 0x64, 0x08, 0x04, 0x00, 0x30, 0x04, 0x30, 0x7F, 0x04, 0x01]
    ),
    (
      "an entry whose name is no UTF-8",
      [0x30, 0x0A, 0x02, 0x01, 0x02, 0x64, 0x05, 0x04, 0x01, 0xFF, 0x30, 0x00]
    ),
    ("an end that is empty", [0x30, 0x05, 0x02, 0x01, 0x02, 0x65, 0x00]),
    ("an answer to a bind", [0x30, 0x0C, 0x02, 0x01, 0x02] + bound.dropFirst(5)),
    ("zeros", [UInt8](repeating: 0, count: 64)),
  ]

  private func server(_ server: ScriptedServer) -> LDAPServer {
    LDAPServer(
      host: "127.0.0.1", port: server.port, security: .none, timeLimit: .milliseconds(500))
  }

  @Test("What is no answer to a search ends the connection in time", arguments: answers.indices)
  func searches(index: Int) async throws {
    let (name, answer) = Self.answers[index]
    let scripted = try ScriptedServer([Self.bound, answer])
    let connection = try await LDAPConnection.open(
      server(scripted), where: LDAPConnectionTests.loopback)
    try await connection.bind(name: "cn=x", password: "y")
    let start = ContinuousClock.now
    let search = LDAPSearch(base: "dc=x", filter: .present("a"), attributes: [], pageSize: 5)
    let error = await #expect(throws: LDAPError.self, "\(name)") {
      _ = try await connection.page(of: search)
    }
    #expect(error?.endsConnection == true, "\(name): \(error as Any)")
    #expect(ContinuousClock.now - start < .seconds(5), "\(name)")
    await #expect(throws: LDAPError.self) { _ = try await connection.page(of: search) }
  }

  @Test("More than a page may take ends the connection")
  func oversized() async throws {
    let value = [UInt8](repeating: 0x61, count: 4 << 20)
    // An entry with one value of 4 MiB, over and over.
    func lengthed(_ tag: UInt8, _ bytes: [UInt8]) -> [UInt8] {
      let count = UInt32(bytes.count)
      return [tag, 0x84] + (0..<4).reversed().map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
        + bytes
    }
    let attribute = lengthed(0x30, [0x04, 0x01, 0x61] + lengthed(0x31, lengthed(0x04, value)))
    let entry = lengthed(
      0x30, [0x02, 0x01, 0x02] + lengthed(0x64, [0x04, 0x00] + lengthed(0x30, attribute)))
    let scripted = try ScriptedServer([
      Self.bound, [[UInt8]](repeating: entry, count: 20).flatMap { $0 },
    ])
    var server = server(scripted)
    server.timeLimit = .seconds(30)
    let connection = try await LDAPConnection.open(server, where: LDAPConnectionTests.loopback)
    try await connection.bind(name: "cn=x", password: "y")
    await #expect(throws: LDAPError.oversized) {
      try await connection.page(of: .entry("dc=x", attributes: []))
    }
  }
}
