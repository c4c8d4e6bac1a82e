/// A document that was fetched.
package struct WebDocument: Hashable, Sendable {
  /// Its bytes.
  package var body: [UInt8]
  /// For how many seconds it may be used without asking again, as its server says; nil when it does not.
  package var maxAgeSeconds: Int?

  /// A document with what its server says of its age.
  package init(body: [UInt8], maxAgeSeconds: Int? = nil) {
    self.body = body
    self.maxAgeSeconds = maxAgeSeconds
  }
}
