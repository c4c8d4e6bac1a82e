internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
package import Reach
internal import Synchronization

/// HTTP with one host, only where the operator lets tenants reach.
///
/// The name is looked up here, and connections are made to the very address that was checked: a name that
/// means another address a moment later leads nowhere. Redirects are not followed. Connections are kept for
/// the next request, and closed when nobody holds the session. It is for one request at a time.
package final class WebSession: Sendable {
  private let target: WebTarget
  private let rules: TargetRules
  private let lookups: AddressLookups
  private let certificates: [NIOSSLCertificate]
  private let limits: WebLimits
  /// Who was connected to; nil before, and after a connection could not be made again.
  private let client = Mutex<HTTPClient?>(nil)

  /// A session with the host of a URL; nothing is connected yet.
  ///
  /// `certificates` are those of trusted authorities, in PEM; empty means those of the system.
  package init(
    _ target: WebTarget, where rules: TargetRules, lookups: AddressLookups,
    certificates: String = "", limits: WebLimits
  ) throws(WebFailure) {
    self.target = target
    self.rules = rules
    self.lookups = lookups
    self.limits = limits
    do {
      self.certificates =
        try certificates.isEmpty ? [] : NIOSSLCertificate.fromPEMBytes(Array(certificates.utf8))
    } catch {
      throw .invalidCertificates
    }
    guard certificates.isEmpty || !self.certificates.isEmpty else { throw .invalidCertificates }
  }

  deinit { keep(nil) }

  /// The answer to a request, whose URL must have the host of the session.
  package func answer(to request: WebRequest) async throws(WebFailure) -> WebAnswer {
    guard let other = try? WebTarget(request.url), other.host == target.host,
      other.isEncrypted == target.isEncrypted
    else { throw .invalidURL }
    // Whichever comes first counts, and nobody waits for the other to end.
    let answer = SharedAnswer<Result<WebAnswer, WebFailure>>()
    let asking = Task { answer.give(await result(of: request)) }
    let limit = Task {
      // The limit of it all, looking the name up included. Once the answer is there this is cancelled, and
      // what it gives then is not heard.
      try? await Task.sleep(for: .seconds(limits.seconds))
      answer.give(.failure(.timedOut))
    }
    defer {
      asking.cancel()
      limit.cancel()
    }
    guard let result = await answer.value() else { throw .cancelled }
    return try result.get()
  }

  private func result(of request: WebRequest) async -> Result<WebAnswer, WebFailure> {
    do throws(WebFailure) {
      if let client = client.withLock({ $0 }) {
        do throws(WebFailure) {
          return .success(try await send(request, by: client))
        } catch {
          guard error.isBeforeSending else { throw error }
          // It may have moved to another address.
          keep(nil)
        }
      }
      return .success(try await connect(request))
    } catch {
      return .failure(error)
    }
  }

  /// Sends a request to the first address that can be connected to, which is kept.
  private func connect(_ request: WebRequest) async throws(WebFailure) -> WebAnswer {
    var failure = WebFailure.noAddress
    for address in try await addresses().prefix(WebLimits.maxAddresses) {
      let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: configuration(address))
      do throws(WebFailure) {
        let answer = try await send(request, by: client)
        keep(client)
        return answer
      } catch {
        client.shutdown { _ in }
        failure = error
        let mayGoOn = error.isBeforeSending || (error == .broken && request.method == .get)
        if !mayGoOn || Task.isCancelled { break }
      }
    }
    throw failure
  }

  private func addresses() async throws(WebFailure) -> [String] {
    let found: [String]
    do throws(LookupFailure) {
      found = try await lookups.addresses(of: target.host)
    } catch {
      throw error == .busy ? .tooManyLookups : .cancelled
    }
    guard !found.isEmpty else { throw .noAddress }
    let addresses = found.filter { text in
      guard let address = NetworkAddress(text), rules.permits(address) else { return false }
      return target.isEncrypted || address.isLoopback
    }
    guard !addresses.isEmpty else { throw .forbidden }
    return addresses
  }

  private func send(
    _ request: WebRequest, by client: HTTPClient
  ) async throws(WebFailure) -> WebAnswer {
    var sent = HTTPClientRequest(url: request.url)
    sent.method = HTTPMethod(rawValue: request.method.rawValue)
    for header in request.headers { sent.headers.add(name: header.name, value: header.value) }
    if let body = request.body { sent.body = .bytes(body) }
    do {
      let response = try await client.execute(
        sent, timeout: .seconds(Int64(limits.seconds)))
      let body = try await response.body.collect(upTo: limits.maxBytes)
      return WebAnswer(
        status: Int(response.status.code),
        headers: response.headers.map { WebHeader($0.name, $0.value) },
        body: Array(body.readableBytesView))
    } catch {
      throw WebFailure(error)
    }
  }

  /// Keeps a client in the place of the one before.
  private func keep(_ client: HTTPClient?) {
    let last = self.client.withLock { kept in
      defer { kept = client }
      return kept
    }
    last?.shutdown { _ in }
  }

  private func configuration(_ address: String) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // An address that stands in the URL is what was checked.
    if NetworkAddress(target.host) == nil { configuration.dnsOverride = [target.host: address] }
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(Int64(min(limits.connectSeconds, limits.seconds)))
    configuration.timeout.read = .seconds(Int64(limits.seconds))
    // What cannot be connected to is said at once, and why.
    configuration.connectionPool.retryConnectionEstablishment = false
    if !certificates.isEmpty {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .certificates(certificates)
      configuration.tlsConfiguration = tls
    }
    return configuration
  }
}
