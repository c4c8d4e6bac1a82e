/// A request over HTTP.
package struct WebRequest: Hashable, Sendable {
  /// What is done.
  package var method: WebMethod
  /// With what, a whole URL.
  package var url: String
  /// Fields of its head beside those that every request has.
  package var headers: [WebHeader]
  /// Its body; nil for none.
  package var body: [UInt8]?

  /// A request.
  package init(
    _ method: WebMethod, _ url: String, headers: [WebHeader] = [], body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}
