internal import Cleanup
internal import Directories
internal import LDAP

extension DirectoryError {
  /// What a code of the server's means in a step, and what to do.
  init(_ code: LDAPResultCode, while step: Step) {
    switch (code, step) {
    case (.invalidCredentials, _), (.unwillingToPerform, .authenticating),
      (.invalidSyntaxOfName, .authenticating), (.noSuchObject, .authenticating),
      (.inappropriateAuthentication, _):
      self.init(
        .unauthenticated,
        "The server does not take bind_name with this password: check both, and that the account is "
          + "neither locked nor expired.")
    case (.strongerAuthRequired, _), (.confidentialityRequired, _):
      self.init(
        .forbidden, "The server wants an encrypted connection: set security to ldaps or startTLS.")
    case (.protocolError, .connecting), (.unavailable, .connecting),
      (.operationsError, .connecting):
      self.init(.untrusted, "The server does not do StartTLS on this port: set security to ldaps.")
    case (.busy, _), (.unavailable, _):
      self.init(.busy, "The server is busy or shutting down: try again later.")
    case (.sizeLimitExceeded, _), (.adminLimitExceeded, _), (.timeLimitExceeded, _):
      self.init(.incomplete, Self.limits)
    case (.unavailableCriticalExtension, _):
      self.init(
        .refused,
        "The server does not answer by pages (control 1.2.840.113556.1.4.319): allow that control to "
          + "bind_name.")
    case (_, .reading(let kind)): self.init(code, reading: kind)
    case (_, .creating(let attribute)): self.init(code, creating: attribute)
    case (_, .changing(let attribute, let kind)): self.init(code, changing: attribute, kind)
    default: self.init(other: code)
    }
  }

  private static let limits =
    "The server has a limit for what it gives to bind_name, and did not give everything: lift its limits "
    + "of entries and time for that account (in OpenLDAP with limits and size.prtotal=unlimited, in "
    + "389-DS with nsSizeLimit, nsLookThroughLimit and nsPagedSizeLimit), or lower page_size."

  private init(_ code: LDAPResultCode, reading kind: EntryKind) {
    switch code {
    case .noSuchObject, .invalidSyntaxOfName, .referral:
      self.init(
        .invalidSettings,
        "There is no entry at \(kind.baseField), or bind_name may not see it: correct it, or give the "
          + "account the right to read there.")
    case .insufficientAccessRights, .operationsError:
      self.init(
        .insufficientRights,
        "The account of bind_name may not read at \(kind.baseField): give it the right to, and see to it "
          + "that its password need not be changed first.")
    case .inappropriateMatching, .undefinedAttributeType, .protocolError:
      self.init(
        .invalidSettings,
        "The server does not take \(kind.filterField): it compares something that cannot be compared so."
      )
    default: self.init(other: code)
    }
  }

  private init(_ code: LDAPResultCode, changing attribute: String, _ kind: EntryKind) {
    switch code {
    case .insufficientAccessRights:
      self.init(
        .insufficientRights,
        "The account of bind_name may not write \(attribute) of this \(kind.word): give it the right to."
      )
    case .objectClassViolation where kind == .group:
      self.init(
        .refused,
        "The user is the last member of the group, and groups of its class must have one: add a member that "
          + "stays, such as an entry that is nobody's.")
    case .noSuchObject: self = .moved
    case .undefinedAttributeType:
      self.init(
        .invalidSettings,
        "The server has no attribute \(attribute): check that preset is that of the server.")
    default: self.init(other: code)
    }
  }

  private init(_ code: LDAPResultCode, creating username: String) {
    switch code {
    case .insufficientAccessRights:
      self.init(
        .insufficientRights,
        "The account of bind_name may not create users below user_base: give it the right to.")
    case .noSuchObject, .referral:
      self.init(
        .invalidSettings,
        "There is no entry at user_base, below which new users go, or bind_name may not see it: correct it."
      )
    case .undefinedAttributeType, .objectClassViolation:
      self.init(
        .invalidSettings,
        "The server has other attributes for users than preset and attributes say: correct them, or create "
          + "the user in the server.")
    case .constraintViolation, .invalidAttributeSyntax, .invalidSyntaxOfName, .namingViolation:
      self.init(
        .refused,
        "The server does not take the new user, whose \(username) or another value it does not allow: choose "
          + "another, or create the user in the server.")
    default: self.init(other: code)
    }
  }

  private init(other code: LDAPResultCode) {
    if code == .insufficientAccessRights {
      self.init(
        .insufficientRights, "The account of bind_name may not do that: give it the right to.")
    } else {
      self.init(
        .refused,
        "The server refused with code \(code.rawValue) (\(code.name)): look into its log for the reason."
      )
    }
  }
}
