/// Where documents of identity providers come from.
package protocol WebDocuments: Sendable {
  /// Fetches a document from a URL that begins with `https://`, or `http://` for this machine's own.
  func document(at url: String) async throws(IdentityError) -> WebDocument
}
