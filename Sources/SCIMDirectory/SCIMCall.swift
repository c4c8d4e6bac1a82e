internal import Web

/// A request of SCIM.
struct SCIMCall: Hashable, Sendable {
  /// What is done.
  var method = WebMethod.get
  /// With what, behind the base URL: `/Users`.
  var path: String
  /// Names and values behind the question mark.
  var query: [SCIMParameter] = []
  /// The body, as JSON.
  var body: [UInt8]?
  /// The version that the resource must have; empty for any.
  var version = ""
}
