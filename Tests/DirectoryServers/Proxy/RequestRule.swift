/// What is to happen to some requests.
struct RequestRule: Sendable {
  let match: RequestMatch
  let fault: RequestFault
  /// Requests that pass before it begins.
  var skipping: Int
  /// Requests that it still happens to.
  var times: Int

  /// Whether it happens to a request, which it counts.
  mutating func applies(to request: ProxyRequest) -> Bool {
    guard times > 0, match.matches(request) else { return false }
    if skipping > 0 {
      skipping -= 1
      return false
    }
    times -= 1
    return true
  }
}
