internal import JSON

/// What a PATCH asks for (RFC 7644, section 3.5.2).
struct SCIMPatch: Hashable, Sendable {
  /// The schema of the message.
  static let schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp"

  private let operation: [String: JSONValue]

  private init(_ operation: [String: JSONValue]) {
    self.operation = operation
  }

  /// Opens or closes an account, as the RFC shows it.
  static func active(_ isActive: Bool) -> SCIMPatch {
    SCIMPatch(["op": .text("replace"), "path": .text("active"), "value": .flag(isActive)])
  }

  /// The same for services that want no path.
  static func activeWithoutPath(_ isActive: Bool) -> SCIMPatch {
    SCIMPatch(["op": .text("replace"), "value": .object(["active": .flag(isActive)])])
  }

  /// Adds a member to a group.
  static func add(member id: String) -> SCIMPatch {
    SCIMPatch([
      "op": .text("add"), "path": .text("members"),
      "value": .list([.object(["value": .text(id)])]),
    ])
  }

  /// Takes a member out of a group, named in the path: a service that passes over a list of members in the
  /// value would empty the group.
  static func remove(member id: String) -> SCIMPatch {
    SCIMPatch([
      "op": .text("remove"), "path": .text("members[value eq \(SCIMFilter.text(id))]"),
    ])
  }

  /// The body of the request.
  var body: [UInt8] {
    JSONWriter.bytes(
      of: .object([
        "schemas": .list([.text(Self.schema)]), "Operations": .list([.object(operation)]),
      ]))
  }
}
