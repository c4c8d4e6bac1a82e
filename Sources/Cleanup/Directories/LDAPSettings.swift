/// How an LDAP server is reached, and what its attributes mean. The password is stored beside it, sealed.
package struct LDAPSettings: Hashable, Sendable, Codable {
  /// How the connection is encrypted.
  package enum Security: String, Hashable, Sendable, Codable, CaseIterable {
    /// TLS from the first byte; port 636 unless told otherwise.
    case ldaps
    /// TLS by StartTLS, before anything else is said; port 389 unless told otherwise.
    case startTLS
    /// Not at all: for a server on this machine; port 389 unless told otherwise.
    case none
  }

  /// Entries of a page unless told otherwise.
  package static let defaultPageSize = 500
  /// Most entries of a page.
  package static let maxPageSize = 1000
  /// How long an operation may take unless told otherwise, in seconds.
  package static let defaultTimeLimitSeconds = 30
  /// Longest that an operation may take, in seconds.
  package static let maxTimeLimitSeconds = 300

  /// Name or address of the server; its certificate must be made out to it.
  package var host: String
  /// Port; 0 means the usual one of the encryption.
  package var port: Int
  /// How the connection is encrypted.
  package var security: Security
  /// Certificates of trusted authorities, in PEM; empty means those of the system.
  package var certificates: String
  /// Distinguished name of the account that looks and changes.
  package var bindName: String
  /// What kind of server it is; says what the attributes mean unless they are named.
  package var preset: LDAPPreset
  /// Distinguished name below which users are.
  package var userBase: String
  /// Filter of users (RFC 4515); empty means the preset's.
  package var userFilter: String
  /// Distinguished name below which groups are; empty means that there are none.
  package var groupBase: String
  /// Filter of groups (RFC 4515); empty means the preset's.
  package var groupFilter: String
  /// Attributes that take the place of the preset's.
  package var attributes: LDAPAttributes
  /// Entries of a page, 1…``maxPageSize``.
  package var pageSize: Int
  /// How long connecting, and each operation and page, may take, in seconds.
  package var timeLimitSeconds: Int

  /// A server by its name, its account and where its users and groups are.
  package init(
    host: String, port: Int = 0, security: Security = .ldaps, certificates: String = "",
    bindName: String, preset: LDAPPreset, userBase: String, userFilter: String = "",
    groupBase: String = "", groupFilter: String = "",
    attributes: LDAPAttributes = LDAPAttributes(), pageSize: Int = Self.defaultPageSize,
    timeLimitSeconds: Int = Self.defaultTimeLimitSeconds
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.certificates = certificates
    self.bindName = bindName
    self.preset = preset
    self.userBase = userBase
    self.userFilter = userFilter
    self.groupBase = groupBase
    self.groupFilter = groupFilter
    self.attributes = attributes
    self.pageSize = pageSize
    self.timeLimitSeconds = timeLimitSeconds
  }
}
