internal import Foundation
internal import Testing
internal import TestSupport

/// A person at a terminal: the built client with a server, a tenant and a token.
struct Terminal: Sendable {
  let server: String
  let tenant: String?
  let tokenFile: String
  private let home: String

  /// A terminal in a folder of its own, so that no context of the machine has a say.
  init(server: String, tenant: String? = nil, tokenFile: String, home: String) {
    self.server = server
    self.tenant = tenant
    self.tokenFile = tokenFile
    self.home = home
  }

  /// The same person at a server with another address.
  func at(_ server: String) -> Terminal {
    Terminal(server: server, tenant: tenant, tokenFile: tokenFile, home: home)
  }

  /// Runs a command line to its end.
  func run(_ arguments: String..., input: String = "") async throws -> Command.Result {
    try await run(arguments, input: input)
  }

  /// Runs a command line to its end.
  func run(_ arguments: [String], input: String = "") async throws -> Command.Result {
    var environment = [
      "DORMOUSE_SERVER": server, "DORMOUSE_TOKEN_FILE": tokenFile, "HOME": home,
      "XDG_CONFIG_HOME": home + "/config",
    ]
    if let tenant { environment["DORMOUSE_TENANT"] = tenant }
    return try await Command(BuiltProducts.path(of: "dormouse"), environment: environment)
      .run(arguments, input: input)
  }

  /// Runs a command line that must succeed; what it printed.
  @discardableResult
  func succeed(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    let result = try await run(arguments)
    try #require(
      result.status == 0, "\(arguments) failed: \(result.output)\(result.errors)",
      sourceLocation: sourceLocation)
    return result.output
  }

  /// Lets runs act on whoever was away for 90 days, by an action's arguments.
  func configure(_ action: [String]) async throws {
    let result = try await run(
      ["configure"] + action + ["--inactive-after", "90d", "--max-percent", "100"])
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Runs a command line that must succeed, and reads the JSON that it prints.
  func json<Value: Decodable>(
    _ type: Value.Type, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Value {
    let result = try await run(arguments + ["--output", "json"])
    try #require(
      result.status == 0, "\(arguments) failed: \(result.output)\(result.errors)",
      sourceLocation: sourceLocation)
    return try JSONDecoder().decode(type, from: Data(result.output.utf8))
  }

  /// Runs a command line that must end with a status and one error that says something.
  @discardableResult
  func fail(
    _ status: Int32, _ text: String, _ arguments: String..., input: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Command.Result {
    let result = try await run(arguments, input: input)
    #expect(
      result.status == status, "\(arguments): \(result.output)\(result.errors)",
      sourceLocation: sourceLocation)
    #expect(
      result.errors.contains(text), "\(arguments): \(result.errors)",
      sourceLocation: sourceLocation)
    let errors = result.errors.split(separator: "\n").filter { $0.hasPrefix("Error:") }
    #expect(errors.count == 1, "\(result.errors)", sourceLocation: sourceLocation)
    return result
  }
}
