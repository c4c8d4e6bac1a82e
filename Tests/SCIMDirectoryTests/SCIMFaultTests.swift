internal import Cleanup
internal import Directories
internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import SCIMDirectory

@Suite("Services that fail", .timeLimit(.minutes(2)))
struct SCIMFaultTests {
  private static let none = #"{"body":{"totalResults":0}}"#

  private func settings(_ server: FaultyServer, seconds: Int = 20) -> SCIMSettings {
    SCIMSettings(baseURL: server.url + "/", listsGroups: false, timeLimitSeconds: seconds)
  }

  @Test("A service that is busy is waited for as it says, within bounds")
  func retryAfter() async throws {
    let server = try await FaultyServer(
      #"{"status":429,"headers":{"retry-after":"7"}}"#,
      #"{"status":503,"headers":{"retry-after":"Thu, 01 Jan 2026 00:00:30 GMT"}}"#,
      #"{"status":429}"#, Self.none)
    let time = FakeTime()
    #expect(try await connector(settings(server), time).everything().isEmpty)
    // The date is 30 seconds after the start, of which 7 are over.
    #expect(time.waits == [.seconds(7), .seconds(23), .seconds(4)])
    #expect(try server.requests.count == 4)
  }

  @Test("A service that is busy for too long is given up")
  func busy() async throws {
    for (answer, waits) in [
      (#"{"status":429,"headers":{"retry-after":"121"}}"#, []),
      (#"{"status":503,"headers":{"retry-after":"9223372036854775807"}}"#, []),
      (#"{"status":429,"headers":{"retry-after":"50"}}"#, [50, 50]),
      (#"{"status":503}"#, [1, 2, 4]),
    ] {
      let server = try await FaultyServer(answer)
      let time = FakeTime()
      let error = await connector(settings(server), time).listingError()
      #expect(error?.code == .busy && error?.message.contains("try again later") == true)
      #expect(time.waits == waits.map { .seconds($0) })
    }
  }

  @Test("Whoever gives up while a service is busy need not wait")
  func cancelled() async throws {
    let server = try await FaultyServer(#"{"status":429,"headers":{"retry-after":"60"}}"#)
    let connector = SCIMDirectory(settings(server), secret: "t0ken", rules: loopback)
    let asking = Task { await connector.listingError() }
    try await eventually("it was asked") { try server.requests.count == 1 }
    asking.cancel()
    #expect(await asking.value?.code == .cancelled)
    let held = try await FaultyServer(#"{"hold":true}"#)
    let other = SCIMDirectory(settings(held), secret: "t0ken", rules: loopback)
    let waiting = Task { await other.probeError() }
    try await eventually("it was asked") { try held.requests.count == 1 }
    waiting.cancel()
    #expect(await waiting.value?.code == .cancelled)
  }

  @Test("A connection that is dropped in mid-page is made again, but not forever")
  func dropped() async throws {
    let cut = #"{"body":{"totalResults":0,"Resources":[]},"cut":9}"#
    let server = try await FaultyServer(cut, Self.none)
    let time = FakeTime()
    #expect(try await connector(settings(server), time).everything().isEmpty)
    #expect(time.waits == [.seconds(1)])
    let broken = try await FaultyServer(cut)
    let error = await connector(settings(broken)).listingError()
    #expect(error?.code == .unreachable && error?.message.contains("broke") == true)
    #expect(try broken.requests.count == SCIMRetries.maxAttempts)
  }

  @Test("A service that does not answer is given up after the time limit")
  func slow() async throws {
    let server = try await FaultyServer(#"{"hold":true}"#)
    let error = await connector(settings(server, seconds: 1)).listingError()
    #expect(error?.code == .timedOut && error?.message.contains("1 seconds") == true)
  }

  @Test(
    "Whatever a service answers has an error of its own, without its words",
    arguments: [
      (400, "", .refused), (401, "", .unauthenticated), (403, "", .insufficientRights),
      (404, "", .invalidSettings), (302, "", .invalidSettings), (500, "", .refused),
      (501, "", .refused), (418, "", .refused), (400, "invalidFilter", .invalidSettings),
      (400, "tooMany", .invalidSettings),
    ] as [(Int, String, DirectoryError.Code)])
  func statuses(status: Int, kind: String, code: DirectoryError.Code) async throws {
    let server = try await FaultyServer(
      #"{"status":\#(status),"headers":{"location":"/secretive"},"body":"#
        + #"{"scimType":"\#(kind)","detail":"secretive"}}"#)
    let error = await connector(settings(server), secret: "hidden-token").listingError()
    #expect(error?.code == code)
    #expect(error?.message.contains("secretive") == false)
    #expect(error?.message.contains("hidden-token") == false)
    // Where the number of resources may be what it does not take, it is asked once more without.
    let count = status == 400 || status == 500 ? 2 : 1
    #expect(try server.requests.map(\.path) == Array(repeating: "/Users", count: count))
  }

  @Test("A request with a filter that is refused without a reason is refused for the filter")
  func filter() async throws {
    for (kind, code) in [("", DirectoryError.Code.invalidSettings), ("mutability", .refused)] {
      let server = try await FaultyServer(#"{"status":400,"body":{"scimType":"\#(kind)"}}"#)
      var settings = settings(server)
      settings.userFilter = "active eq true"
      let error = await connector(settings).listingError()
      #expect(error?.code == code)
      #expect(error?.message.contains("filter") == (code == .invalidSettings))
    }
  }

  @Test("Requests keep to the budget of a minute")
  func budget() async throws {
    let server = try await FaultyServer(#"{"crowd":8}"#)
    var settings = settings(server)
    settings.pageSize = 8
    settings.requestsPerMinute = 30
    let time = FakeTime()
    let connector = connector(settings, time)
    for _ in 0..<3 { _ = try await connector.everything() }
    let count = try server.requests.count
    #expect(count >= 3 && time.waits == Array(repeating: .seconds(2), count: count - 1))
    time.pass(.seconds(60))
    _ = try await connector.listing().next()
    #expect(time.waits.count == count - 1)
  }

  @Test("TLS is trusted by the certificates of the settings, and by the name of the host")
  func certificates() async throws {
    let folder = try TemporaryFolder()
    let authority = try await CertificateAuthority("authority", in: folder)
    let good = try await authority.issue("localhost", "DNS:localhost,IP:127.0.0.1")
    let bad = try await authority.issue("elsewhere", "DNS:elsewhere.example")
    let pem = try String(contentsOfFile: authority.certificate, encoding: .utf8)
    for (files, certificates, code) in [
      (good, pem, nil), (good, "", .untrusted), (bad, pem, .untrusted),
      (good, "no pem", .invalidSettings),
    ] as [(CertificateAuthority.Files, String, DirectoryError.Code?)] {
      let server = try await FaultyServer(Self.none, certificate: files)
      for host in ["localhost", "127.0.0.1"] {
        let settings = SCIMSettings(
          baseURL: "https://\(host):\(server.port)", certificates: certificates, listsGroups: false)
        let error = await connector(settings).listingError()
        #expect(error?.code == code, "\(host) \(certificates.count) \(error as Any)")
      }
    }
  }

  @Test("A secret does not show where a connector is printed")
  func secrets() async throws {
    var text = ""
    dump(connector(SCIMSettings(baseURL: "https://a.example"), secret: "hidden"), to: &text)
    #expect(!text.contains("hidden") && !"\(Secret("hidden"))".contains("hidden"))
  }
}
