/// Names one user in a request or a policy: by external id in a directory, or by username.
package struct UserRef: Hashable, Sendable, Codable {
  /// Name of the directory; may be empty where the username is in one directory only.
  package var directory: String
  /// The id in that directory; empty when the user is named by username.
  package var externalID: String
  /// The login name; empty when the user is named by external id.
  package var username: String

  /// A reference by external id or by username.
  package init(directory: String = "", externalID: String = "", username: String = "") {
    self.directory = directory
    self.externalID = externalID
    self.username = username
  }

  /// What is wrong with the reference itself, one sentence; nil when nothing is.
  package var violation: String? {
    switch (externalID.isEmpty, username.isEmpty) {
    case (true, true): "name the user by username, or by external_id and directory"
    case (false, false): "give either username or external_id, not both"
    case (false, true) where directory.isEmpty: "external_id needs the directory's name beside it"
    default: nil
    }
  }

  /// How the user is called in messages: `directory/name`.
  package var label: String {
    let name = externalID.isEmpty ? username : externalID
    return directory.isEmpty ? name : "\(directory)/\(name)"
  }
}
