internal import CLDAP

/// What became of an operation, as the server says it (RFC 4511, appendix A.1).
package struct LDAPResultCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  /// A code by its number.
  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// It was done.
  package static let success = LDAPResultCode(rawValue: LDAP_SUCCESS)
  /// The server failed, or nobody is authenticated who has to be.
  package static let operationsError = LDAPResultCode(rawValue: LDAP_OPERATIONS_ERROR)
  /// The server does not understand what was asked.
  package static let protocolError = LDAPResultCode(rawValue: LDAP_PROTOCOL_ERROR)
  /// The server took longer than it may.
  package static let timeLimitExceeded = LDAPResultCode(rawValue: LDAP_TIMELIMIT_EXCEEDED)
  /// There is more than the server gives out at once.
  package static let sizeLimitExceeded = LDAPResultCode(rawValue: LDAP_SIZELIMIT_EXCEEDED)
  /// Only a stronger way to authenticate, or an encrypted connection, is allowed.
  package static let strongerAuthRequired = LDAPResultCode(rawValue: LDAP_STRONG_AUTH_REQUIRED)
  /// There is more than the server's administrator lets it give out.
  package static let adminLimitExceeded = LDAPResultCode(rawValue: LDAP_ADMINLIMIT_EXCEEDED)
  /// The server does not know a control that was said to be needed.
  package static let unavailableCriticalExtension = LDAPResultCode(
    rawValue: LDAP_UNAVAILABLE_CRITICAL_EXTENSION)
  /// The connection has to be encrypted first.
  package static let confidentialityRequired = LDAPResultCode(
    rawValue: LDAP_CONFIDENTIALITY_REQUIRED)
  /// The attribute, or that value of it, is not there.
  package static let noSuchAttribute = LDAPResultCode(rawValue: LDAP_NO_SUCH_ATTRIBUTE)
  /// A change breaks a rule of the directory.
  package static let constraintViolation = LDAPResultCode(rawValue: LDAP_CONSTRAINT_VIOLATION)
  /// The value is there already.
  package static let attributeOrValueExists = LDAPResultCode(rawValue: LDAP_TYPE_OR_VALUE_EXISTS)
  /// The attribute is none that the server knows.
  package static let undefinedAttributeType = LDAPResultCode(rawValue: LDAP_UNDEFINED_TYPE)
  /// A filter compares what cannot be compared so.
  package static let inappropriateMatching = LDAPResultCode(rawValue: LDAP_INAPPROPRIATE_MATCHING)
  /// Another server has to be asked.
  package static let referral = LDAPResultCode(rawValue: LDAP_REFERRAL)
  /// A text is no distinguished name.
  package static let invalidSyntaxOfName = LDAPResultCode(rawValue: LDAP_INVALID_DN_SYNTAX)
  /// The account has no password, or cannot authenticate in that way.
  package static let inappropriateAuthentication = LDAPResultCode(rawValue: LDAP_INAPPROPRIATE_AUTH)
  /// A value is none of its attribute's kind.
  package static let invalidAttributeSyntax = LDAPResultCode(rawValue: LDAP_INVALID_SYNTAX)
  /// An entry cannot have that name.
  package static let namingViolation = LDAPResultCode(rawValue: LDAP_NAMING_VIOLATION)
  /// There is no such entry.
  package static let noSuchObject = LDAPResultCode(rawValue: LDAP_NO_SUCH_OBJECT)
  /// The name and the password do not go together.
  package static let invalidCredentials = LDAPResultCode(rawValue: LDAP_INVALID_CREDENTIALS)
  /// The account may not do that.
  package static let insufficientAccessRights = LDAPResultCode(rawValue: LDAP_INSUFFICIENT_ACCESS)
  /// The server is busy.
  package static let busy = LDAPResultCode(rawValue: LDAP_BUSY)
  /// The server is shutting down, or a part of it is off-line.
  package static let unavailable = LDAPResultCode(rawValue: LDAP_UNAVAILABLE)
  /// The server does not want to do that.
  package static let unwillingToPerform = LDAPResultCode(rawValue: LDAP_UNWILLING_TO_PERFORM)
  /// The entry would have no member, or lack something else that its class needs.
  package static let objectClassViolation = LDAPResultCode(rawValue: LDAP_OBJECT_CLASS_VIOLATION)
  /// There is an entry of that name.
  package static let entryAlreadyExists = LDAPResultCode(rawValue: LDAP_ALREADY_EXISTS)

  /// The name that the standard gives it, as libldap spells it, such as `No such object`.
  package var name: String {
    String(cString: ldap_err2string(rawValue))
  }
}
