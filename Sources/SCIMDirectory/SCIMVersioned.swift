internal import JSON

/// A resource with the version that it had when it was read.
struct SCIMVersioned: Sendable {
  /// The resource.
  let object: SCIMObject
  /// Its version, as `if-match` has it; empty where the service has none.
  let version: String

  /// A resource; some services say its version in the head of the answer alone, as a tag.
  init(_ object: SCIMObject, tag: String?) {
    self.object = object
    let version = SCIMObject(object["meta"])?["version"]?.text ?? tag ?? ""
    // A header holds no other characters.
    let isUsable =
      version.utf8.count <= 256 && version.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    self.version = isUsable ? version : ""
  }
}
