internal import Cleanup
internal import Directories
internal import JSON
internal import Web

/// Creates users.
struct SCIMCreator: Sendable {
  /// Most users that are looked at to find one by its name, where a service passes over the filter.
  static let maxFound = 100

  private let settings: SCIMSettings
  private let session: SCIMSession

  init(_ settings: SCIMSettings, _ session: SCIMSession) {
    self.settings = settings
    self.session = session
  }

  /// The user with an open account: a new one, or the one that has the name already.
  func create(
    _ username: String, displayName: String, email: String
  ) async throws(DirectoryError) -> SCIMCreatedUser {
    var failure: DirectoryError
    do throws(DirectoryError) {
      let call = SCIMCall(
        method: .post, path: SCIMUsers.path, body: body(username, displayName, email))
      let answer = try await session.answer(to: call)
      if answer.status != 409 {
        let user = try session.checked(answer).object()
        let id = try SCIMReader(user, "new user").required("id")
        return SCIMCreatedUser(user: try await read(id), isNew: true)
      }
      failure = DirectoryError(
        .refused,
        "The service says that the name is taken, and shows nobody who has it: look whether the token"
          + " may see all users.")
    } catch {
      // It may have been created before the connection broke.
      guard error.code == .unreachable || error.code == .timedOut else { throw error }
      failure = error
    }
    guard let id = try await find(username) else { throw failure }
    _ = try await SCIMWriter(session).setActive(true, of: id)
    return SCIMCreatedUser(user: try await read(id), isNew: false)
  }

  private func read(_ id: String) async throws(DirectoryError) -> ListedUser {
    let path = try SCIMPath.resource(id, in: SCIMUsers.path)
    guard let user = try await SCIMWriter(session).read(path) else {
      throw SCIMWriter.gone("user")
    }
    return try SCIMUserReader(settings).user(user.object)
  }

  /// The id of the user with a name; nil when there is none. Names are compared here once more, for some
  /// services pass over filters.
  private func find(_ username: String) async throws(DirectoryError) -> String? {
    let query =
      SCIMPage.query(from: 1, count: Self.maxFound)
      + [SCIMParameter("filter", "userName eq \(SCIMFilter.text(username))")]
    let page = try SCIMPage(
      try await session.object(at: SCIMUsers.path, query), of: "user", from: 1)
    let found = page.resources.indices.filter {
      page.resources[$0]["userName"]?.text?.lowercased() == username.lowercased()
    }
    guard found.count <= 1 else {
      throw DirectoryError(
        .refused, "The service has several users of that name: leave one of them its name.")
    }
    return found.first.map { page.ids[$0] }
  }

  private func body(_ username: String, _ displayName: String, _ email: String) -> [UInt8] {
    var user: [String: JSONValue] = [
      "schemas": .list([.text("urn:ietf:params:scim:schemas:core:2.0:User")]),
      "userName": .text(username), "active": .flag(true),
    ]
    if !displayName.isEmpty { user["displayName"] = .text(displayName) }
    if !email.isEmpty {
      user["emails"] = .list([.object(["value": .text(email), "primary": .flag(true)])])
    }
    return JSONWriter.bytes(of: .object(user))
  }
}
