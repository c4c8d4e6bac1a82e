internal import Cleanup
internal import Directories
internal import Synchronization
internal import Web

/// Requests to a service, one after the other.
final class SCIMSession: Sendable {
  private let access: SCIMAccess
  private let connection: WebSession
  private let base: String
  private let failsByCount = Mutex(false)

  init(_ access: SCIMAccess) throws(DirectoryError) {
    let url = access.settings.baseURL
    guard !url.contains("?"), !url.contains("#") else {
      throw .invalidSettings("The base URL has a ? or a # in it: enter it without what follows.")
    }
    self.access = access
    base = url.hasSuffix("/") ? String(url.dropLast()) : url
    connection = try access.connection()
  }

  /// The answer to a call, whatever its status, after the repeats that it may have.
  func answer(to call: SCIMCall) async throws(DirectoryError) -> WebAnswer {
    try answer(try await result(of: call))
  }

  /// The page that a call asks for; nil when it has more bytes than are taken.
  ///
  /// A service that fails because it is asked for a number of resources is not asked for one any more.
  func page(_ call: SCIMCall) async throws(DirectoryError) -> SCIMObject? {
    var call = call
    if failsByCount.withLock({ $0 }) { call.query.removeAll { $0.name == "count" } }
    var result = try await result(of: call)
    if let answer = try? result.get(), answer.status == 500 || answer.status == 400,
      let place = call.query.firstIndex(where: { $0.name == "count" })
    {
      var other = call
      other.query.remove(at: place)
      let second = try await self.result(of: other)
      if case .success(let answer) = second, answer.status == 200 {
        failsByCount.withLock { $0 = true }
        result = second
      }
    }
    if case .failure(.tooLong) = result { return nil }
    let hasFilter = call.query.contains { $0.name == "filter" }
    return try checked(try answer(result), hasFilter: hasFilter).object()
  }

  /// An answer whose status is a success; any other is an error.
  func checked(
    _ answer: WebAnswer, hasFilter: Bool = false
  ) throws(DirectoryError) -> SCIMAnswer {
    guard (200...299).contains(answer.status) else {
      throw SCIMRefusal(answer, access.time.now(), hasFilter: hasFilter).error
    }
    return SCIMAnswer(answer)
  }

  /// What a GET of a path brings.
  func object(
    at path: String, _ query: [SCIMParameter] = []
  ) async throws(DirectoryError) -> SCIMObject {
    try checked(try await answer(to: SCIMCall(path: path, query: query))).object()
  }

  private func result(
    of call: SCIMCall
  ) async throws(DirectoryError) -> Result<WebAnswer, WebFailure> {
    var retries = SCIMRetries()
    var token = try await access.token()
    var isTokenNew = false
    while true {
      try await access.budget.take()
      let result = await attempt(call, token)
      if case .success(let answer) = result, answer.status == 401, !isTokenNew,
        let other = try await access.token(inPlaceOf: token)
      {
        token = other
        isTokenNew = true
        continue
      }
      guard call.method == .get || Self.isTooSoon(result),
        let seconds = retries.waitSeconds(after: result, now: access.time.now())
      else { return result }
      try await access.time.pause(.seconds(seconds))
    }
  }

  /// Whether the service did nothing because it was asked too often, so that even a change may be sent again.
  private static func isTooSoon(_ result: Result<WebAnswer, WebFailure>) -> Bool {
    if case .success(let answer) = result { return answer.status == 429 }
    return false
  }

  private func answer(
    _ result: Result<WebAnswer, WebFailure>
  ) throws(DirectoryError) -> WebAnswer {
    do throws(WebFailure) {
      return try result.get()
    } catch {
      throw DirectoryError(error, of: "service", seconds: access.settings.timeLimitSeconds)
    }
  }

  private func attempt(
    _ call: SCIMCall, _ token: Secret
  ) async -> Result<WebAnswer, WebFailure> {
    var headers = [
      WebHeader("accept", "application/scim+json, application/json"),
      WebHeader("authorization", "Bearer \(token.text)"),
    ]
    if call.body != nil { headers.append(WebHeader("content-type", "application/scim+json")) }
    if !call.version.isEmpty { headers.append(WebHeader("if-match", call.version)) }
    let query = call.query.isEmpty ? "" : "?" + call.query.encoded
    let request = WebRequest(
      call.method, base + call.path + query, headers: headers, body: call.body)
    do throws(WebFailure) {
      return .success(try await connection.answer(to: request))
    } catch {
      return .failure(error)
    }
  }
}
