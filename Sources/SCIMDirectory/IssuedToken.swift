internal import Directories
internal import JSON

/// What a token endpoint answers (RFC 6749, section 5.1).
struct IssuedToken: Sendable {
  /// What an answer may hold.
  static let limits = JSONLimits(depth: 8, values: 1000)

  /// The token.
  let token: Secret
  /// For how many seconds it is good; nil where nothing is said.
  let seconds: Int?

  /// Reads an answer.
  init(_ body: [UInt8]) throws(DirectoryError) {
    guard let value = try? JSONReader.value(of: body, within: Self.limits),
      let object = value.object, let token = object["access_token"]?.text,
      BearerText.isUsable(token)
    else {
      throw .malformed(
        "The token endpoint answered without an access token: look whether its URL is right.")
    }
    guard let type = object["token_type"]?.text, type.lowercased() == "bearer" else {
      throw .malformed(
        "The token endpoint gave out a token that is no bearer token: let it give out such.")
    }
    self.token = Secret(token)
    seconds = object["expires_in"].flatMap(Self.seconds)
  }

  private static func seconds(_ value: JSONValue) -> Int? {
    switch value {
    case .whole(let whole): Int(max(0, whole))
    // Some send it as a text.
    case .text(let text): Int(text).map { max(0, $0) }
    default: nil
    }
  }
}
