internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
package import Reach

/// Fetches documents over HTTP, only from where the operator lets tenants reach.
///
/// Names are looked up here, and the connection is made to the very address that was checked: a name
/// that means another address a moment later leads nowhere. Redirects are not followed.
package struct HTTPDocuments: WebDocuments {
  /// Most bytes of a document.
  package static let maxBytes = 256 << 10
  /// Seconds for a document, connecting included.
  package static let timeLimitSeconds = 5
  /// Most addresses of a host that are tried.
  package static let maxAddresses = 4

  private static let connectSeconds: Int64 = 2

  private let rules: TargetRules
  private let lookups: AddressLookups

  /// Documents from where some rules let them come from.
  package init(_ rules: TargetRules) {
    self.init(rules, AddressLookups())
  }

  init(_ rules: TargetRules, _ lookups: AddressLookups) {
    self.rules = rules
    self.lookups = lookups
  }

  package func document(at url: String) async throws(IdentityError) -> WebDocument {
    let target = try WebTarget(url)
    // Whichever comes first counts, and nobody waits for the other to end.
    let answer = SharedAnswer<Result<WebDocument, IdentityError>>()
    let fetching = Task { answer.give(await result(of: target)) }
    let limit = Task {
      // The limit of it all, looking the name up included. Once the document is there this is cancelled, and
      // what it gives then is not heard.
      try? await Task.sleep(for: .seconds(Self.timeLimitSeconds))
      answer.give(
        .failure(
          .unavailable("\(target.name) did not answer within \(Self.timeLimitSeconds) seconds")))
    }
    defer {
      fetching.cancel()
      limit.cancel()
    }
    guard let result = await answer.value() else {
      throw .unavailable("the call was left before \(target.name) had answered")
    }
    return try result.get()
  }

  private func result(of target: WebTarget) async -> Result<WebDocument, IdentityError> {
    do throws(IdentityError) {
      return .success(try await fetch(target))
    } catch {
      return .failure(error)
    }
  }

  private func fetch(_ target: WebTarget) async throws(IdentityError) -> WebDocument {
    let found = try await lookups.addresses(of: target.host)
    guard !found.isEmpty else { throw .unavailable("\(target.name) has no address") }
    let addresses = found.filter { text in
      guard let address = NetworkAddress(text), rules.permits(address) else { return false }
      return target.isEncrypted || address.isLoopback
    }
    guard !addresses.isEmpty else {
      throw .unavailable(
        "\(target.name) is at no address that may be reached: where it is not public, the server's"
          + " operator can allow it with --allow-target, and without TLS it must be this machine")
    }
    var failure = IdentityError.unavailable(
      "\(target.name) cannot be reached, or has no certificate that is trusted")
    for address in addresses.prefix(Self.maxAddresses) {
      do throws(IdentityError) {
        if let document = try await fetch(target, at: address) { return document }
      } catch {
        failure = error
      }
      if Task.isCancelled { break }
    }
    throw failure
  }

  /// The document from one address; nil when nobody can be talked to there.
  private func fetch(
    _ target: WebTarget, at address: String
  ) async throws(IdentityError) -> WebDocument? {
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: Self.configuration(target, address))
    let result = await Self.fetch(target, by: client)
    try? await client.shutdown()
    return try result.get()
  }

  private static func fetch(
    _ target: WebTarget, by client: HTTPClient
  ) async -> Result<WebDocument?, IdentityError> {
    var request = HTTPClientRequest(url: target.url)
    request.headers.add(name: "accept", value: "application/json")
    do {
      let response = try await client.execute(request, timeout: .seconds(Int64(timeLimitSeconds)))
      guard response.status.code == 200 else {
        return .failure(
          .unavailable(
            "\(target.name) answered with the status \(response.status.code) instead of 200"))
      }
      let body = try await response.body.collect(upTo: maxBytes)
      let age = CacheControl.maxAgeSeconds(response.headers["cache-control"])
      return .success(WebDocument(body: Array(body.readableBytesView), maxAgeSeconds: age))
    } catch is NIOTooManyBytesError {
      return .failure(
        .unavailable("\(target.name) answered with more than \(maxBytes >> 10) KiB"))
    } catch {
      return .success(nil)
    }
  }

  private static func configuration(
    _ target: WebTarget, _ address: String
  ) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // An address that stands in the URL is what was checked.
    if NetworkAddress(target.host) == nil { configuration.dnsOverride = [target.host: address] }
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(connectSeconds)
    configuration.timeout.read = .seconds(Int64(timeLimitSeconds))
    return configuration
  }
}
