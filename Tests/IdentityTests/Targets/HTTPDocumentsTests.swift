internal import Foundation
internal import Reach
internal import TestSupport
internal import Testing

@testable internal import Identity

@Suite("Documents over HTTP", .timeLimit(.minutes(1)))
struct HTTPDocumentsTests {
  private static func rules(_ ranges: String...) throws -> TargetRules {
    TargetRules(allowing: try ranges.map { try #require(NetworkRange($0)) })
  }

  private func error(_ documents: HTTPDocuments, _ url: String) async -> String? {
    do {
      _ = try await documents.document(at: url)
      return nil
    } catch {
      #expect(error.code == .unavailable)
      return error.message
    }
  }

  @Test("A document comes with its age; whatever is not one is an error")
  func answers() async throws {
    let server = try await WebServer()
    let documents = HTTPDocuments(try Self.rules("127.0.0.1"))
    let good = try await documents.document(at: server.url("/aged"))
    #expect(good == WebDocument(body: Array("v4".utf8), maxAgeSeconds: 77))
    #expect(try await documents.document(at: server.url("/plain")).maxAgeSeconds == nil)
    let most = try await documents.document(at: server.url("/most"))
    #expect(most.body.count == HTTPDocuments.maxBytes)
    for (path, text) in [
      ("/missing", "404"), ("/error", "500"), ("/moved", "302"), ("/big", "more than 256 KiB"),
      ("/endless", "more than 256 KiB"), ("/broken", "cannot be reached"),
    ] {
      #expect(await error(documents, server.url(path))?.contains(text) == true, "\(path)")
    }
    #expect(server.requests.contains("/plain") && !server.requests.contains("/secret"))
  }

  @Test("A server that is slow, or is not there, is given up")
  func slow() async throws {
    let server = try await WebServer()
    let documents = HTTPDocuments(try Self.rules("127.0.0.1"))
    let start = ContinuousClock.now
    #expect(await error(documents, server.url("/dripping"))?.contains("within 5 seconds") == true)
    #expect(ContinuousClock.now - start < .seconds(9))
    #expect(await error(documents, "http://127.0.0.1:1/")?.contains("cannot be reached") == true)
    #expect(await error(documents, "https://nobody.invalid/")?.contains("no address") == true)
    // A port that speaks no TLS is not asked in plain words instead.
    let encrypted = server.url("/plain").replacing("http:", with: "https:")
    #expect(await error(documents, encrypted)?.contains("cannot be reached") == true)
  }

  @Test("Addresses that are not allowed are never connected to, whatever they are called")
  func guarded() async throws {
    let server = try await WebServer()
    for (rules, urls) in [
      (TargetRules(), ["http://127.0.0.1", "http://localhost", "http://[::1]", "http://0.0.0.0"]),
      (try Self.rules("127.0.0.2"), ["http://127.0.0.1", "http://localhost"]),
      (TargetRules(), ["https://127.0.0.1", "https://127.1", "https://2130706433"]),
    ] {
      for url in urls {
        let text = await error(HTTPDocuments(rules), "\(url):\(server.port)/plain")
        #expect(text?.contains("--allow-target") == true, "\(url)")
      }
    }
    #expect(server.requests.isEmpty)
  }

  @Test("The address that was checked is the one that is connected to")
  func pinned() async throws {
    let server = try await WebServer()
    let known = AddressLookup.addresses(of: "localhost")
    // Where both addresses have the name, there is a server at each.
    for (range, answer) in [("127.0.0.1", "v4"), ("::1", "v6")] where known.contains(range) {
      if range == "::1", !server.hasIPv6 { continue }
      let documents = HTTPDocuments(try Self.rules(range))
      let found = try await documents.document(at: "http://localhost:\(server.port)/plain")
      #expect(String(decoding: found.body, as: UTF8.self) == answer)
    }
  }

  @Test("Without TLS nothing is asked of another machine, allowed or not")
  func plaintext() async throws {
    let documents = HTTPDocuments(try Self.rules("10.0.0.0/8"))
    #expect(await error(documents, "http://10.0.0.1/")?.contains("without TLS") == true)
    for url in ["ftp://127.0.0.1/", "file:///etc/passwd", "https://", "https://u:p@127.0.0.1/"] {
      #expect(await error(documents, url)?.contains("none of HTTPS") == true, "\(url)")
    }
  }

  @Test("A name server that never answers holds up a document for its time limit and no longer")
  func limit() async throws {
    let resolver = HeldResolver()
    let lookups = AddressLookups { resolver.addresses(of: $0) }
    let documents = HTTPDocuments(TargetRules(), lookups)
    let start = ContinuousClock.now
    let error = await #expect(throws: IdentityError.self) {
      try await documents.document(at: "https://held.example/")
    }
    #expect(error?.code == .unavailable && error?.message.contains("within 5 seconds") == true)
    #expect(ContinuousClock.now - start < .seconds(9))
    #expect(resolver.asked == ["held.example"])
    let left = Task { try await documents.document(at: "https://held.example/") }
    left.cancel()
    let reason = await #expect(throws: IdentityError.self) { try await left.value }
    #expect(reason?.message.contains("was left") == true)
    resolver.letGo()
  }
}
