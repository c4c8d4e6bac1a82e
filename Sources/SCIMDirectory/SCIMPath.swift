internal import Directories

/// Paths behind the base URL.
enum SCIMPath {
  /// That of a resource by its id.
  static func resource(_ id: String, in list: String) throws(DirectoryError) -> String {
    // Whoever takes a URL apart may take these for a way up.
    guard id != ".", id != "..", !id.isEmpty else {
      throw .malformed(
        "The service has a resource whose id cannot stand in a URL: give it another.")
    }
    return "\(list)/\(PercentEncoding.encoded(id))"
  }
}
