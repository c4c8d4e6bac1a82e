internal import Directories
internal import JSON
internal import Web

/// Creates users.
struct SCIMCreator: Sendable {
  /// Most users that are looked at to find one by its name, where a service passes over the filter.
  static let maxFound = 100

  private let session: SCIMSession

  init(_ session: SCIMSession) {
    self.session = session
  }

  /// The id of the user with an open account: a new one, or the one that has the name already.
  func create(_ user: RemoteNewUser) async throws(DirectoryError) -> String {
    try user.check()
    var failure: DirectoryError
    do throws(DirectoryError) {
      let call = SCIMCall(method: .post, path: SCIMUsers.path, body: body(user))
      let answer = try await session.answer(to: call)
      if answer.status != 409 {
        let created = try session.checked(answer).object()
        return try SCIMReader(created, "new user").required("id")
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
    guard let id = try await find(user.username) else { throw failure }
    guard try await SCIMWriter(session).isActive(id) else {
      throw DirectoryError(
        .accountClosed, "The account of that name is closed in the service: open it there.")
    }
    return id
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

  private func body(_ user: RemoteNewUser) -> [UInt8] {
    var object: [String: JSONValue] = [
      "schemas": .list([.text("urn:ietf:params:scim:schemas:core:2.0:User")]),
      "userName": .text(user.username), "active": .flag(true),
    ]
    if !user.displayName.isEmpty { object["displayName"] = .text(user.displayName) }
    if !user.email.isEmpty {
      object["emails"] = .list([.object(["value": .text(user.email), "primary": .flag(true)])])
    }
    return JSONWriter.bytes(of: .object(object))
  }
}
