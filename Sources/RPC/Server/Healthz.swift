/// What `GET /healthz` answers.
package struct Healthz: Hashable, Sendable {
  /// Whether the answer is 200; else it is 503.
  package var isHealthy: Bool
  /// The body, as plain text.
  package var body: String

  /// An answer from its parts.
  package init(isHealthy: Bool, body: String) {
    self.isHealthy = isHealthy
    self.body = body
  }

  /// All is well.
  package static let ok = Healthz(isHealthy: true, body: "ok\n")
}
