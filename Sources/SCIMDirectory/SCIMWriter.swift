internal import Cleanup
internal import Directories
internal import JSON
internal import Web

/// Brings resources to a state: reads, changes, reads again and compares. What is so already is left alone.
struct SCIMWriter: Sendable {
  /// Most times that a change is tried while the resource is changed by somebody else.
  static let maxAttempts = 3

  private let session: SCIMSession

  init(_ session: SCIMSession) {
    self.session = session
  }

  /// What is at a path, with its version; nil when there is nothing.
  func read(_ path: String) async throws(DirectoryError) -> SCIMVersioned? {
    let answer = try await session.answer(to: SCIMCall(path: path))
    if answer.status == 404 { return nil }
    return SCIMVersioned(try session.checked(answer).object(), tag: answer["etag"].first)
  }

  /// Whether an account is open.
  func isActive(_ id: String) async throws(DirectoryError) -> Bool {
    let path = try SCIMPath.resource(id, in: SCIMUsers.path)
    guard let user = try await read(path) else { throw Self.gone("user") }
    return SCIMFlag(user.object["active"]) != .no
  }

  /// Opens or closes an account; false when it was so already.
  func setActive(_ isActive: Bool, of id: String) async throws(DirectoryError) -> Bool {
    let path = try SCIMPath.resource(id, in: SCIMUsers.path)
    let wanted = isActive ? SCIMFlag.yes : .no
    guard var user = try await read(path) else { throw Self.gone("user") }
    if SCIMFlag(user.object["active"]) == wanted { return false }
    var failure: DirectoryError?
    for patch in [SCIMPatch.active(isActive), .activeWithoutPath(isActive)] {
      do throws(DirectoryError) {
        try await change(path, from: user, by: patch)
        failure = nil
      } catch {
        failure = error
      }
      // Whatever the answer was, what counts is what is there now.
      guard let now = try await read(path) else {
        // Some services have no users who are closed.
        if isActive { throw Self.gone("user") }
        return true
      }
      if SCIMFlag(now.object["active"]) == wanted { return true }
      user = now
      if let failure, failure.code != .refused { throw failure }
    }
    throw failure
      ?? DirectoryError(
        .refused,
        "The service took the change, and the user is still \(isActive ? "inactive" : "active"): look"
          + " whether the token may change the attribute active.")
  }

  /// Puts a user into a group or takes it out; false when it was so already.
  func setMember(
    _ isMember: Bool, _ user: String, of group: String
  ) async throws(DirectoryError) -> Bool {
    let path = try SCIMPath.resource(group, in: SCIMGroupPages.path)
    // Services take members whom they do not have.
    let userPath = try SCIMPath.resource(user, in: SCIMUsers.path)
    guard try await read(userPath) != nil else { throw Self.gone("user") }
    guard let resource = try await read(path) else { throw Self.gone("group") }
    let before = try members(resource)
    if before.contains(user) == isMember { return false }
    var failure: DirectoryError?
    do throws(DirectoryError) {
      let patch = isMember ? SCIMPatch.add(member: user) : .remove(member: user)
      try await change(path, from: resource, by: patch)
    } catch {
      failure = error
    }
    guard let changed = try await read(path) else { throw Self.gone("group") }
    let after = try members(changed)
    let lost = before.subtracting(after).subtracting([user]).count
    guard lost == 0 else {
      throw DirectoryError(
        .refused,
        "The group had \(before.count) members before the change and \(after.count) after it; \(lost) are"
          + " gone that were not to be taken: put them back in the service, and let no groups be"
          + " changed there.")
    }
    if after.contains(user) == isMember { return true }
    throw failure
      ?? DirectoryError(
        .refused,
        "The service took the change, and the members of the group are as before: look whether the"
          + " token may change groups.")
  }

  private func members(_ group: SCIMVersioned) throws(DirectoryError) -> Set<String> {
    Set(try SCIMGroupReader.members(SCIMReader(group.object, "group")))
  }

  /// Sends a change of what was read at a path, only for the version that is there.
  private func change(
    _ path: String, from start: SCIMVersioned, by patch: SCIMPatch
  ) async throws(DirectoryError) {
    var current = start
    for attempt in 1... {
      let answer = try await session.answer(
        to: SCIMCall(method: .patch, path: path, body: patch.body, version: current.version))
      guard answer.status == 412 else {
        _ = try session.checked(answer)
        return
      }
      guard attempt < Self.maxAttempts else {
        throw DirectoryError(
          .busy, "Somebody else changed it each time that it was to be changed: try again later.")
      }
      guard let next = try await read(path) else { throw Self.gone("resource") }
      current = next
    }
  }

  /// That something is not there any more.
  static func gone(_ what: String) -> DirectoryError {
    DirectoryError(
      .notFound,
      "The service does not have the \(what) any more, or does not show it to the token: list the directory"
        + " again.")
  }
}
