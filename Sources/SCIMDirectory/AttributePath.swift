internal import Cleanup
internal import JSON

/// Where an attribute is found in a resource (RFC 7644, section 3.10): `lastLogin`, `a.b`, or either behind
/// the URN of a schema and a colon.
struct AttributePath: Hashable, Sendable {
  /// The schema of users, whose attributes stand without their URN.
  static let coreUser = "urn:ietf:params:scim:schemas:core:2.0:user"

  /// The URN; empty for the core schema.
  let schema: String
  /// The names from the outside to the inside.
  let names: [String]

  /// Reads a path as it was entered; nil when it is empty, or has an empty name.
  init?(_ text: String) {
    var path = text[...]
    var schema = ""
    // A URN has dots and colons of its own; no name of an attribute has a colon.
    if text.lowercased().hasPrefix("urn:"), let colon = text.lastIndex(of: ":") {
      schema = String(text[..<colon])
      path = text[text.index(after: colon)...]
    }
    self.schema = schema.lowercased() == Self.coreUser ? "" : schema
    names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
  }

  /// Every value that is there; of an attribute with several values, all of them.
  func values(in resource: SCIMObject) -> [JSONValue] {
    let outer = schema.isEmpty ? resource : SCIMObject(resource[schema])
    guard let outer else { return [] }
    return Self.values(names[...], in: outer)
  }

  private static func values(_ names: ArraySlice<String>, in object: SCIMObject) -> [JSONValue] {
    guard let name = names.first, let value = object[name] else { return [] }
    let values = if case .list(let list) = value { list } else { [value] }
    let rest = names.dropFirst()
    if rest.isEmpty { return values.filter { $0 != .null } }
    return values.flatMap { value in
      SCIMObject(value).map { Self.values(rest, in: $0) } ?? []
    }
  }
}
