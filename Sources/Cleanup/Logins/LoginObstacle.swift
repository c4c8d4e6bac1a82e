/// Why a login did not do something.
package struct LoginObstacle: Hashable, Sendable, Codable {
  /// Why.
  package enum Code: String, Hashable, Sendable, Codable, CaseIterable {
    /// A person, or the source of the account, closed it or took the membership.
    case blocked = "BLOCKED"
    /// The login is older than what it would take back, or than a directory's last listing.
    case loginTooOld = "LOGIN_TOO_OLD"
    /// Provisioning does not let logins open accounts of the directory.
    case activationOff = "ACTIVATION_OFF"
    /// The directory cannot be changed from here.
    case readOnlyDirectory = "READ_ONLY_DIRECTORY"
    /// The group is gone, or the directory has none of the name.
    case groupNotFound = "GROUP_NOT_FOUND"
    /// Every seat is taken.
    case seatsFull = "SEATS_FULL"
    /// Nobody has the name, and provisioning does not create users.
    case userUnknown = "USER_UNKNOWN"
    /// A directory's listing is not complete, so that nobody can be called unknown.
    case directoryIncomplete = "DIRECTORY_INCOMPLETE"
    /// As many users as may be were created today.
    case creationLimit = "CREATION_LIMIT"
    /// Another user has the username or the external id.
    case nameTaken = "NAME_TAKEN"
    /// The group leads to administrators.
    case adminGroup = "ADMIN_GROUP"
    /// The user of the name is somebody else at the identity provider.
    case otherSubject = "OTHER_SUBJECT"
    /// The directory could not be reached, or did not make the change.
    case directoryUnavailable = "DIRECTORY_UNAVAILABLE"
  }

  /// Why.
  package var code: Code
  /// Name of the group; empty when it is about the account.
  package var group: String
  /// Name of the directory whose listing is not complete; empty for everything else.
  package var directory: String

  /// An obstacle.
  package init(_ code: Code, group: String = "", directory: String = "") {
    self.code = code
    self.group = group
    self.directory = directory
  }

  /// Reads what was stored; obstacles from before named no directory.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(Code.self, forKey: .code)
    group = try values.decode(String.self, forKey: .group)
    directory = try values.decodeIfPresent(String.self, forKey: .directory) ?? ""
  }

  /// One sentence for people.
  package var message: String {
    switch code {
    case .blocked:
      group.isEmpty
        ? "The account was closed by a person or at its source: reactivate it there."
        : "The membership in \"\(group)\" was taken by a person: give it back by hand."
    case .loginTooOld: "The login is older than what closed the account or listed the users."
    case .activationOff: "Provisioning does not let logins open accounts of this directory."
    case .readOnlyDirectory: "The directory cannot be changed from here: change it at its source."
    case .groupNotFound: "There is no group \"\(group)\": import it or correct the name."
    case .seatsFull: "Every seat is taken: free seats or raise the seat limit."
    case .userUnknown: "Nobody has this name, and provisioning creates no users here."
    case .directoryIncomplete:
      "No listing of \(directory.isEmpty ? "a directory" : "the directory \"\(directory)\"") is complete, so"
        + " that nobody can be called unknown: import it whole, with a header alone where nobody is in it, list"
        + " it if it is remote, or delete it if it is not needed."
    case .creationLimit: "As many users as may be were created today."
    case .nameTaken: "Another user has the username or the external id."
    case .adminGroup:
      "The group \"\(group)\" leads to administrators, which logins may not give."
    case .otherSubject:
      "The account belongs to somebody else at the identity provider: name the newcomer otherwise."
    case .directoryUnavailable:
      "The directory could not be reached or did not make the change: report the login again, and test the"
        + " directory if it stays so."
    }
  }
}
