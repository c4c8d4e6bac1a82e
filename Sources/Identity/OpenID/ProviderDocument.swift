internal import JSON

/// What an identity provider publishes, as JSON. Whoever publishes it is chosen by a tenant, and is a
/// stranger like those who send tokens.
enum ProviderDocument {
  /// The object that a document is; messages call the document by a name.
  static func object(
    _ body: [UInt8], called name: String
  ) throws(IdentityError) -> [String: JSONValue] {
    do throws(JSONError) {
      guard let object = try JSONReader.value(of: body, within: .document).object else {
        throw .malformed
      }
      return object
    } catch {
      let limits = JSONLimits.document
      throw .unavailable(
        error == .beyondLimits
          ? "the identity provider's \(name) holds more than \(limits.values) values, or nests them"
            + " more than \(limits.depth) levels deep"
          : "the identity provider's \(name) is not one of JSON")
    }
  }
}
