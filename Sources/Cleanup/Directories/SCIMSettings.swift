/// How a SCIM 2.0 service is reached. The bearer token, or the client's secret, is stored beside it,
/// sealed.
package struct SCIMSettings: Hashable, Sendable, Codable {
  /// How the service knows who calls.
  package enum Authentication: Hashable, Sendable, Codable {
    /// A bearer token, which is the secret.
    case bearer
    /// OAuth 2.0 client credentials (RFC 6749, section 4.4); the client's secret is the secret. A scope
    /// that is empty is not asked for.
    case clientCredentials(tokenURL: String, clientID: String, scope: String)
  }

  /// Resources of a page unless told otherwise.
  package static let defaultPageSize = 100
  /// Most resources of a page.
  package static let maxPageSize = 1000
  /// How long a request may take unless told otherwise, in seconds.
  package static let defaultTimeLimitSeconds = 30
  /// Longest that a request may take, in seconds.
  package static let maxTimeLimitSeconds = 300
  /// Most requests in a minute.
  package static let maxRequestsPerMinute = 60_000

  /// Where the service is, such as `https://example.com/scim/v2`; `/Users` comes behind it.
  package var baseURL: String
  /// Certificates of trusted authorities, in PEM; empty means those of the system.
  package var certificates: String
  /// How the service knows who calls.
  package var authentication: Authentication
  /// Filter of users (RFC 7644, section 3.4.2.2); empty for none.
  package var userFilter: String
  /// Whether groups are listed.
  package var listsGroups: Bool
  /// The attribute that says when somebody last logged in, such as
  /// `urn:example:params:scim:schemas:1.0:User:lastLogin`; empty where the service does not say.
  package var lastLoginAttribute: String
  /// Resources of a page that are asked for, 1…``maxPageSize``; the service may give fewer.
  package var pageSize: Int
  /// How long a request may take, in seconds.
  package var timeLimitSeconds: Int
  /// Requests in a minute; 0 means no limit but the service's own.
  package var requestsPerMinute: Int

  /// A service by its address.
  package init(
    baseURL: String, certificates: String = "", authentication: Authentication = .bearer,
    userFilter: String = "", listsGroups: Bool = true, lastLoginAttribute: String = "",
    pageSize: Int = Self.defaultPageSize, timeLimitSeconds: Int = Self.defaultTimeLimitSeconds,
    requestsPerMinute: Int = 0
  ) {
    self.baseURL = baseURL
    self.certificates = certificates
    self.authentication = authentication
    self.userFilter = userFilter
    self.listsGroups = listsGroups
    self.lastLoginAttribute = lastLoginAttribute
    self.pageSize = pageSize
    self.timeLimitSeconds = timeLimitSeconds
    self.requestsPerMinute = requestsPerMinute
  }
}
