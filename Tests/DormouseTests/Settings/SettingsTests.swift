internal import ArgumentParser
internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import dormouse

@Suite("Where settings come from")
struct SettingsTests {
  private let contexts = Contexts(
    current: "home",
    contexts: [
      "home": .init(server: "home:1", tenant: "h", tokenFile: "/h"),
      "work": .init(server: "work:2", tenant: "w", authoritiesFile: "/ca"),
    ])
  private let environment = ["DORMOUSE_SERVER": "env:3", "DORMOUSE_TENANT": ""]

  private func settings(
    _ arguments: String..., environment: [String: String] = [:], contexts: Contexts = Contexts()
  ) throws -> Settings {
    try Settings(
      ConnectionOptions.parse(arguments), environment: environment, contexts: contexts)
  }

  @Test("Options go before the environment, and the environment before the context")
  func precedence() throws {
    let all = try settings("--server", "flag:4", environment: environment, contexts: contexts)
    #expect(all.servers.description == "flag:4")
    let two = try settings(environment: environment, contexts: contexts)
    #expect(two.servers.description == "env:3")
    // An empty variable is none.
    #expect(two.tenant == "h")
    let one = try settings(contexts: contexts)
    #expect(one.servers.description == "home:1")
    #expect(one.tokenFile == "/h")
    #expect(try settings().servers == .standard)
    #expect(try settings().tenant == nil)
  }

  @Test("A context is chosen by option, by variable, or by having been chosen before")
  func chosen() throws {
    #expect(try settings("--context", "work", contexts: contexts).tenant == "w")
    let named = ["DORMOUSE_CONTEXT": "work"]
    #expect(try settings(environment: named, contexts: contexts).tenant == "w")
    let both = try settings("--context", "home", environment: named, contexts: contexts)
    #expect(both.tenant == "h")
    let error = #expect(throws: CommandError.self) {
      try settings("--context", "nowhere", contexts: contexts)
    }
    #expect(error?.status == .usage)
  }

  @Test("Calls leave this machine over TLS only, unless plaintext is asked for")
  func tls() throws {
    #expect(try !settings().usesTLS)
    #expect(try !settings("--server", "[::1]:7443").usesTLS)
    #expect(try !settings("--server", "localhost").usesTLS)
    #expect(try settings("--server", "example.org").usesTLS)
    // One server elsewhere is enough for TLS to all of them.
    #expect(try settings("--server", "localhost,example.org").usesTLS)
    #expect(try !settings("--server", "example.org", "--plaintext").usesTLS)
    #expect(try settings("--ca", "/ca.pem").usesTLS)
  }

  @Test("A token file holds one token and nothing else")
  func token() throws {
    let folder = try TemporaryFolder()
    var settings = try settings()
    #expect(throws: CommandError.self) { try settings.token() }
    settings.tokenFile = try folder.write("token", "dm1.a.b.c\n")
    #expect(try settings.token() == "dm1.a.b.c")
    for text in ["", "\n", "two words", "line\nline", "é"] {
      settings.tokenFile = try folder.write("token", text)
      let error = #expect(throws: CommandError.self) { try settings.token() }
      #expect(error?.status == .usage)
    }
    settings.tokenFile = folder.path("missing")
    #expect(throws: CommandError.self) { try settings.token() }
  }

  @Test("Servers are given with commas, one by one, or both, and keep their order")
  func severalServers() throws {
    let given = try settings("--server", "a:1,b:2", "--server", "c:3", "--wait", "30s")
    #expect(given.servers.addresses.map(\.description) == ["a:1", "b:2", "c:3"])
    #expect(given.servers.named == "a:1 or b:2 or c:3")
    #expect(given.wait == .seconds(30))
    #expect(
      try settings(environment: ["DORMOUSE_SERVER": "d:4,e:5"]).servers.description == "d:4,e:5")
    #expect(try settings().wait == nil)
  }

  @Test("A variable that names no server is an error, not the default")
  func badServer() throws {
    #expect(throws: CommandError.self) {
      try settings(environment: ["DORMOUSE_SERVER": "host:port"])
    }
  }
}
