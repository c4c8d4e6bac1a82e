/// What is done with what is at a URL. Raw values are on the wire.
package enum WebMethod: String, Hashable, Sendable {
  /// Reads it.
  case get = "GET"
  /// Adds something to it.
  case post = "POST"
  /// Changes a part of it.
  case patch = "PATCH"
  /// Removes it.
  case delete = "DELETE"
}
