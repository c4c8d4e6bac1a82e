internal import Foundation
internal import TestSupport

/// The stock tools of LDAP, used by somebody against a server over TLS.
package struct LDAPTools: Sendable {
  /// That a tool failed.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// Where the server is.
  package var port: Int
  /// The certificate of the authority that made the server's.
  package var certificateFile: String
  /// Who uses them.
  package var name: String
  /// With which password.
  package var password: String

  /// Tools of somebody.
  package init(port: Int, certificateFile: String, name: String, password: String) {
    self.port = port
    self.certificateFile = certificateFile
    self.name = name
    self.password = password
  }

  /// Changes the directory by LDIF.
  package func modify(_ ldif: String) async throws {
    _ = try await run("ldapmodify", [], input: ldif)
  }

  /// Deletes an entry and everything below it, where it is there.
  package func deleteTree(_ name: String) async throws {
    let result = try await tool("ldapdelete").run(options + ["-r", name])
    guard [0, Self.noSuchObject].contains(result.status) else {
      throw Failure(description: result.errors)
    }
  }

  /// What `ldapsearch` prints, as LDIF without wrapped lines.
  package func search(
    _ filter: String, _ attributes: [String] = [], base: String
  ) async throws -> String {
    try await run(
      "ldapsearch",
      ["-LLL", "-o", "ldif-wrap=no", "-E", "pr=500/noprompt", "-b", base, filter] + attributes)
  }

  /// Whether the name and the password are let in.
  package func logsIn() async throws -> Bool {
    // Not every server says who one is.
    try await tool("ldapsearch").run(options + ["-b", "", "-s", "base", "1.1"]).status == 0
  }

  private static let noSuchObject: Int32 = 32

  private var options: [String] {
    ["-x", "-H", "ldaps://127.0.0.1:\(port)", "-D", name, "-w", password]
  }

  private func run(
    _ program: String, _ arguments: [String], input: String = ""
  ) async throws -> String {
    let result = try await tool(program).run(options + arguments, input: input)
    guard result.status == 0 else { throw Failure(description: "\(program): \(result.errors)") }
    return result.output
  }

  private func tool(_ program: String) -> Command {
    Command("/usr/bin/\(program)", environment: ["LDAPTLS_CACERT": certificateFile])
  }
}
