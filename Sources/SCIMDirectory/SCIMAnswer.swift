internal import Directories
internal import JSON
internal import Web

/// An answer that is no error.
struct SCIMAnswer: Sendable {
  /// What an answer may hold.
  static let limits = JSONLimits(depth: 16, values: 2_000_000)

  /// Its status, 200…299.
  let status: Int
  private let body: [UInt8]

  init(_ answer: WebAnswer) {
    status = answer.status
    body = answer.body
  }

  /// The resource, or list of such, that the body is.
  func object() throws(DirectoryError) -> SCIMObject {
    do throws(JSONError) {
      guard let object = try JSONReader.value(of: body, within: Self.limits).object else {
        throw .malformed
      }
      return SCIMObject(object)
    } catch {
      throw .malformed(
        error == .beyondLimits
          ? "The service answered with more than \(Self.limits.values) values, or nests them more"
            + " than \(Self.limits.depth) levels deep: ask for smaller pages."
          : "The service answered with something that is no JSON of SCIM: look whether the base URL"
            + " is right; `/Users` comes behind it.")
    }
  }
}
