internal import Cleanup
internal import Directories
internal import JSON

/// Reads attributes of a resource. Its errors call the resource by its place in the list: what stands in
/// it are words of the service.
struct SCIMReader {
  private let resource: SCIMObject
  /// How messages call the resource, such as `user number 7 of the list`.
  let place: String

  init(_ resource: SCIMObject, _ place: String) {
    self.resource = resource
    self.place = place
  }

  /// The value of an attribute.
  subscript(_ name: String) -> JSONValue? { resource[name] }

  /// A text that must be there.
  func required(_ name: String) throws(DirectoryError) -> String {
    let text = try optional(name)
    guard !text.isEmpty else {
      throw .malformed(
        "The \(place) has no \(name): give it one in the service, or leave it out by a"
          + " filter.")
    }
    return text
  }

  /// A text that may be missing; then it is empty.
  func optional(_ name: String) throws(DirectoryError) -> String {
    guard let value = resource[name] else { return "" }
    guard case .text(let text) = value else {
      throw .malformed(
        "The \(place) has a \(name) that is no text: mend it in the service, or leave the"
          + " resource out by a filter.")
    }
    return try checked(text, name)
  }

  /// A text that is not longer than it may be.
  func checked(_ text: String, _ name: String) throws(DirectoryError) -> String {
    let most = ImportedUser.maxTextBytes
    guard text.utf8.count <= most else {
      throw .malformed(
        "The \(place) has a \(name) of \(text.utf8.count) bytes, more than the \(most)"
          + " allowed: shorten it in the service, or leave the resource out by a filter.")
    }
    guard !text.utf8.contains(0) else {
      throw .malformed(
        "The \(place) has a \(name) with a NUL in it: mend it in the service, or leave the"
          + " resource out by a filter.")
    }
    return text
  }
}
