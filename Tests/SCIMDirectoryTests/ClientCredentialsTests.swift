internal import Cleanup
internal import Directories
internal import Foundation
internal import Testing

@testable internal import SCIMDirectory

@Suite("Client credentials of OAuth 2.0", .timeLimit(.minutes(2)))
struct ClientCredentialsTests {
  private static let none = #"{"path":"/Users","body":{"totalResults":0}}"#

  private func settings(_ server: FaultyServer, scope: String = "") -> SCIMSettings {
    SCIMSettings(
      baseURL: server.url,
      authentication: .clientCredentials(
        tokenURL: server.url + "/token", clientID: "client:1", scope: scope),
      listsGroups: false)
  }

  private func token(_ token: String, _ more: String = #","expires_in":3600"#) -> String {
    #"{"path":"/token","body":{"access_token":"\#(token)","token_type":"Bearer"\#(more)}}"#
  }

  private func calls(_ server: FaultyServer) throws -> [String] {
    try server.requests.map { "\($0.path) \($0.path == "/token" ? "" : $0.authorization)" }
  }

  @Test("A token is asked for once, and again shortly before it ends")
  func expiry() async throws {
    let server = try await FaultyServer(token("one"), token("two"), Self.none)
    let time = FakeTime()
    let connector = connector(settings(server, scope: "a b"), time, secret: "s/ecret")
    for _ in 0..<2 { _ = try await connector.everything() }
    time.pass(.seconds(3600 - AccessTokens.marginSeconds - 1))
    _ = try await connector.everything()
    time.pass(.seconds(1))
    _ = try await connector.everything()
    #expect(
      try calls(server) == [
        "/token ", "/Users Bearer one", "/Users Bearer one", "/Users Bearer one", "/token ",
        "/Users Bearer two",
      ])
    let request = try #require(try server.requests.first)
    let pair = Data("client%3A1:s%2Fecret".utf8).base64EncodedString()
    #expect(request.method == "POST" && request.authorization == "Basic \(pair)")
    #expect(request.body == "grant_type=client_credentials&scope=a%20b")
  }

  @Test("Tokens that say nothing of their end, or end soon, are used for a while")
  func lifetimes() async throws {
    for (more, seconds) in [
      ("", 270), (#","expires_in":"100""#, 70), (#","expires_in":20"#, 10),
      (#","expires_in":9223372036854775807"#, 86_370), (#","expires_in":0"#, 0),
    ] {
      let server = try await FaultyServer(token("one", more), token("two"), Self.none)
      let time = FakeTime()
      let connector = connector(settings(server), time)
      _ = try await connector.everything()
      time.pass(.seconds(seconds) - .milliseconds(1))
      if seconds > 0 { _ = try await connector.everything() }
      time.pass(.milliseconds(1))
      _ = try await connector.everything()
      let last = try server.requests.suffix(3).map(\.authorization).filter {
        $0.hasPrefix("Bearer")
      }
      #expect(last.last == "Bearer two" && last.first == "Bearer one", "\(more)")
    }
  }

  @Test("A token that is refused is replaced once, and the request made again")
  func refused() async throws {
    let server = try await FaultyServer(
      token("one"), token("two"), #"{"path":"/Users","status":401}"#, Self.none)
    _ = try await connector(settings(server)).everything()
    #expect(
      try calls(server) == ["/token ", "/Users Bearer one", "/token ", "/Users Bearer two"])
    let closed = try await FaultyServer(token("one"), #"{"path":"/Users","status":401}"#)
    let error = await connector(settings(closed)).listingError()
    #expect(error?.code == .unauthenticated)
    #expect(try closed.requests.count == 4)
  }

  @Test("A client that may not say who it is in the header does so in the body, from then on")
  func inBody() async throws {
    let server = try await FaultyServer(
      #"{"path":"/token","status":401}"#, token("one", #","expires_in":1"#), token("two"),
      Self.none)
    let time = FakeTime()
    let connector = connector(settings(server), time, secret: "s&cret")
    _ = try await connector.everything()
    time.pass(.seconds(1))
    _ = try await connector.everything()
    let asked = try server.requests.filter { $0.path == "/token" }
    #expect(asked.map { $0.authorization.isEmpty } == [false, true, true])
    #expect(
      asked.last?.body
        == "grant_type=client_credentials&client_id=client%3A1&client_secret=s%26cret")
  }

  @Test(
    "A token endpoint that gives no token is an error, without its words or the secret",
    arguments: [
      (#""status":400,"body":"secretive""#, .unauthenticated),
      (#""status":401"#, .unauthenticated), (#""status":404"#, .refused),
      (#""status":302,"headers":{"location":"/Users"}"#, .refused), (#""status":503"#, .busy),
      (#""body":"secretive""#, .malformed), (#""body":{"access_token":""}"#, .malformed),
      (#""body":{"access_token":"a b","token_type":"bearer"}"#, .malformed),
      (#""body":{"access_token":"a","token_type":"mac"}"#, .malformed),
    ] as [(String, DirectoryError.Code)])
  func failures(answer: String, code: DirectoryError.Code) async throws {
    let server = try await FaultyServer(#"{"path":"/token",\#(answer)}"#, Self.none)
    let error = await connector(settings(server), secret: "hidden").listingError()
    #expect(error?.code == code && error?.message.contains("token") == true)
    #expect(error?.message.contains("hidden") == false)
    #expect(error?.message.contains("secretive") == false)
    #expect(try server.requests.allSatisfy { $0.path == "/token" })
  }
}
