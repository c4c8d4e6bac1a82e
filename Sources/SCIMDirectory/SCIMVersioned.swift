internal import JSON

/// A resource with the version that it had when it was read.
struct SCIMVersioned: Sendable {
  /// The resource.
  let object: SCIMObject
  /// Its version, as `if-match` has it; empty where the service has none.
  let version: String

  init(_ object: SCIMObject) {
    self.object = object
    let version = SCIMObject(object["meta"])?["version"]?.text ?? ""
    // A header holds no other characters.
    let isUsable =
      version.utf8.count <= 256 && version.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    self.version = isUsable ? version : ""
  }
}
