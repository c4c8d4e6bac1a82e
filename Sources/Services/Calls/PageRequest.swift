internal import Cleanup
internal import Foundation
internal import Identity

/// The page that a list call asks for.
///
/// A page token is opaque to clients: where the last page ended, and a hash of what the token is good
/// for (tenant, method, filters).
struct PageRequest<Cursor: Codable & Sendable>: Sendable {
  /// Most items of a page.
  static var maxSize: Int { 1000 }
  /// Items of a page when the call does not say.
  static var defaultSize: Int { 50 }

  /// Most bytes of a page token; those that are handed out have fewer.
  static var maxTokenBytes: Int { 8192 }

  /// Items wanted.
  let size: Int
  /// Where the page before ended; nil for the first page.
  let cursor: Cursor?
  private let bindingHash: String

  /// Reads size and token of a call; `binding` is everything that a token is good for.
  init(
    size: Int, token: String, binding: [String], defaultSize: Int = Self.defaultSize
  ) throws(Refusal) {
    guard (0...Self.maxSize).contains(size) else {
      throw .invalid("page_size", "must be 1 to \(Self.maxSize), or 0 for \(defaultSize)")
    }
    self.size = size == 0 ? defaultSize : size
    bindingHash = Self.hash(binding)
    cursor = try token.isEmpty ? nil : Self.cursor(from: token, bindingHash)
  }

  /// The token of the page that begins at a cursor; empty for none.
  func token(for next: Cursor?) -> String {
    guard let next else { return "" }
    let content = PageTokenContent(cursor: next, binding: bindingHash)
    guard let data = try? JSONEncoder().encode(content) else {
      preconditionFailure("cursors are plain values")
    }
    return data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
  }

  private static func cursor(from token: String, _ bindingHash: String) throws(Refusal) -> Cursor {
    guard token.utf8.count <= maxTokenBytes else { throw foreignToken }
    let base64 = token.replacing("-", with: "+").replacing("_", with: "/")
    guard let data = Data(base64Encoded: base64),
      let content = try? JSONDecoder().decode(PageTokenContent<Cursor>.self, from: data),
      content.binding == bindingHash
    else { throw foreignToken }
    return content.cursor
  }

  private static var foreignToken: Refusal {
    Refusal(
      .invalidPageToken,
      "The page_token is not from this list with these filters: begin with the first page.",
      violations: [FieldViolation(field: "page_token", description: "is not from this list")])
  }

  private static func hash(_ binding: [String]) -> String {
    let joined = binding.map { "\($0.utf8.count):\($0)" }.joined()
    return Data(RequestHash.of(joined.utf8).prefix(12)).base64EncodedString()
  }
}

/// What a page token holds.
private struct PageTokenContent<Cursor: Codable>: Codable {
  var cursor: Cursor
  var binding: String
}
