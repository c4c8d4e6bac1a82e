internal import Cleanup
internal import Directories
internal import JSON

/// Reads users (RFC 7643, section 4.1).
struct SCIMUserReader: Sendable {
  private let lastLogin: AttributePath?
  /// The path as it was entered, for messages.
  private let lastLoginName: String

  /// A reader that finds the last login where the settings say.
  init(_ settings: SCIMSettings) throws(DirectoryError) {
    lastLoginName = settings.lastLoginAttribute
    lastLogin = AttributePath(lastLoginName)
    guard lastLogin != nil || lastLoginName.isEmpty else {
      throw .invalidSettings(
        "The attribute of the last login is no path such as `lastLogin` or `activity.lastLogin`, with"
          + " or without the URN of a schema and a colon before it: correct it, or leave it out.")
    }
  }

  /// The user that a resource is; `number` is its place in the list, from 1, where it is of one.
  func user(_ resource: SCIMObject, number: Int? = nil) throws(DirectoryError) -> ListedUser {
    let place = number.map { "user number \($0) of the list" } ?? "user"
    let reader = SCIMReader(resource, place)
    let id = try reader.required("id")
    let user = ImportedUser(
      externalID: id, username: try reader.required("userName"),
      displayName: try displayName(reader), email: try email(reader),
      createdAt: createdAt(reader), lastLogin: try login(resource, reader.place),
      isActive: try isActive(reader))
    return ListedUser(user, locator: id)
  }

  private func displayName(_ reader: SCIMReader) throws(DirectoryError) -> String {
    let name = try reader.optional("displayName")
    guard name.isEmpty, let parts = SCIMObject(reader["name"]) else { return name }
    if let text = parts["formatted"]?.text, !text.isEmpty {
      return try reader.checked(text, "name.formatted")
    }
    let both = [parts["givenName"], parts["familyName"]].compactMap { $0?.text }
    return try reader.checked(
      both.filter { !$0.isEmpty }.joined(separator: " "), "name")
  }

  /// The address that is marked as the primary one, else that of work, else the first.
  private func email(_ reader: SCIMReader) throws(DirectoryError) -> String {
    guard case .list(let list)? = reader["emails"] else { return "" }
    let addresses = list.compactMap { SCIMObject($0) }.filter { $0["value"]?.text != nil }
    let chosen =
      addresses.first { SCIMFlag($0["primary"]) == .yes }
      ?? addresses.first { $0["type"]?.text?.lowercased() == "work" } ?? addresses.first
    return try reader.checked(chosen?["value"]?.text ?? "", "emails.value")
  }

  /// Whether the account is open. Where the attribute is missing nothing says that it is closed.
  private func isActive(_ reader: SCIMReader) throws(DirectoryError) -> Bool {
    switch SCIMFlag(reader["active"]) {
    case .yes, .missing: return true
    case .no: return false
    case .other:
      throw .malformed(
        "The \(reader.place) has an attribute active that is neither true nor false: mend"
          + " it in the service, or leave the user out by a filter.")
    }
  }

  /// When the account was created. Some services leave the time zone out, which is UTC then; a text that
  /// is no time says nothing.
  private func createdAt(_ reader: SCIMReader) -> Moment? {
    guard let text = SCIMObject(reader["meta"])?["created"]?.text else { return nil }
    return Moment(rfc3339: text) ?? Moment(rfc3339: text + "Z")
  }

  /// The last login; of several times the latest one.
  private func login(
    _ resource: SCIMObject, _ place: String
  ) throws(DirectoryError) -> ImportedUser.Login {
    var latest: Moment?
    for value in lastLogin?.values(in: resource) ?? [] where value != .text("") {
      guard let moment = value.text.flatMap({ Moment(rfc3339: $0) }) else {
        throw .malformed(
          "The \(place) has an attribute \(lastLoginName) that is no time of the form"
            + " 2026-01-31T12:00:00Z: name another attribute of the last login, or none.")
      }
      latest = max(latest ?? moment, moment)
    }
    return latest.map { .at($0) } ?? .unknown
  }
}
