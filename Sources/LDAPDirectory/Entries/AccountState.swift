/// How it is known that an account is closed.
enum AccountState: Hashable, Sendable {
  /// By a time of locking that means for good: OpenLDAP's password policy.
  case lockedTime
  /// By a bit of the account's flags: Active Directory.
  case accountControl
  /// By a lock, or by a role whose members are locked: 389 Directory Server.
  case accountLock

  /// The attributes that say it.
  var attributes: [String] {
    switch self {
    case .lockedTime: ["pwdAccountLockedTime"]
    case .accountControl: ["userAccountControl"]
    case .accountLock: ["nsAccountLock", "nsRoleDN"]
    }
  }

  /// The attribute that is changed to close an account.
  var attribute: String { attributes[0] }
}
