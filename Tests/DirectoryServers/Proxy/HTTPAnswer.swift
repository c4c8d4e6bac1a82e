/// An answer over HTTP that was made up.
package struct HTTPAnswer: Hashable, Sendable {
  /// Its status.
  package var status: Int
  /// Its headers, beside those of its body.
  package var headers: [String: String]
  /// Its body, which is said to be JSON of SCIM whatever it is.
  package var body: String

  /// An answer.
  package init(_ status: Int, headers: [String: String] = [:], body: String = "") {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// What is sent.
  var bytes: [UInt8] {
    let fields = headers.merging(
      ["content-type": "application/scim+json", "content-length": String(body.utf8.count)]
    ) { own, _ in own }
    let lines = fields.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
    return Array("HTTP/1.1 \(status) Made up\r\n\(lines)\r\n\(body)".utf8)
  }
}
