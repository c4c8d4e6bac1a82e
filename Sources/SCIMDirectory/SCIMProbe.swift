internal import Cleanup
internal import Directories
internal import JSON
internal import Web

/// Finds out what a service can do, without changing anything in it.
struct SCIMProbe {
  private let settings: SCIMSettings
  private let session: SCIMSession
  private var capabilities = DirectoryCapabilities(
    deactivate: false, editGroups: false, createUsers: false, reportActivity: false,
    nestedGroups: false)
  private var checks: [DirectoryProbe.Check] = []

  init(_ settings: SCIMSettings, _ session: SCIMSession) {
    self.settings = settings
    self.session = session
  }

  /// Everything that can be found out; an error where users cannot be read at all.
  consuming func run() async throws(DirectoryError) -> DirectoryProbe {
    try await findFeatures()
    try await readUsers()
    try await readGroups()
    return DirectoryProbe(product: "", capabilities: capabilities, checks: checks)
  }

  private mutating func add(_ name: String, _ isOK: Bool, _ finding: String) {
    checks.append(DirectoryProbe.Check(name, isOK: isOK, finding: finding))
  }

  // MARK: - What the service says of itself

  private mutating func findFeatures() async throws(DirectoryError) {
    let answer = try await session.answer(to: SCIMCall(path: "/ServiceProviderConfig"))
    let name = "says what it can do"
    if Self.statusesOfMissing.contains(answer.status) {
      add(
        name, false,
        "The service has no /ServiceProviderConfig (status \(answer.status)), so that nothing says"
          + " whether users can be deactivated, created or taken out of groups: it is only read.")
      return
    }
    let config = try session.checked(answer).object()
    let canPatch = SCIMFlag(SCIMObject(config["patch"])?["supported"]) == .yes
    capabilities.deactivate = canPatch
    capabilities.editGroups = canPatch && settings.listsGroups
    // RFC 7644 leaves services no choice about POST.
    capabilities.createUsers = true
    add(
      name, canPatch,
      canPatch
        ? "The service says that it understands PATCH, so that users can be deactivated and groups"
          + " changed."
        : "The service says that it does not understand PATCH, so that nobody can be deactivated or"
          + " taken out of groups there: let it support PATCH, or use it for reading only.")
    noteFilters(config)
  }

  private mutating func noteFilters(_ config: SCIMObject) {
    guard !settings.userFilter.isEmpty,
      SCIMFlag(SCIMObject(config["filter"])?["supported"]) == .no
    else { return }
    add(
      "supports filters", false,
      "The service says that it does not understand filters, and there is one of users: leave it out,"
        + " or make sure that fewer users are listed with it than without.")
  }

  // MARK: - Users

  private mutating func readUsers() async throws(DirectoryError) {
    let users = SCIMUsers(settings, session)
    let name = "reads users"
    var page: SCIMPage?
    do throws(DirectoryError) {
      page = try await users.page(from: 1, count: settings.pageSize)
    } catch {
      guard !settings.userFilter.isEmpty, [.refused, .invalidSettings].contains(error.code) else {
        throw error
      }
      // Whether it is the filter is seen without it.
      page = try await users.page(from: 1, count: settings.pageSize, isFiltered: false)
      add(
        "takes the filter", false,
        "The service lists users, but not with the filter: correct the filter, or leave it out.")
    }
    guard let page else {
      add(name, false, "A page of users has more bytes than are taken: set a smaller page size.")
      return
    }
    try judge(page, name)
  }

  private mutating func judge(_ page: SCIMPage, _ name: String) throws(DirectoryError) {
    let reader = try SCIMUserReader(settings)
    var known = 0
    do throws(DirectoryError) {
      for (index, resource) in page.resources.enumerated() {
        let user = try reader.user(resource, number: index + 1)
        if user.user.lastLogin != .unknown { known += 1 }
      }
    } catch {
      add(name, false, error.message)
      return
    }
    let count = page.resources.count
    add(
      name, count > 0,
      count > 0
        ? "The service has \(page.total) users; the \(count) of the first page can be read."
        : "The service lists no users: look whether the token may see them and the filter finds any."
    )
    noteActive(page)
    noteLogins(known, of: count)
  }

  private mutating func noteActive(_ page: SCIMPage) {
    guard capabilities.deactivate, !page.resources.isEmpty,
      page.resources.allSatisfy({ SCIMFlag($0["active"]) == .missing })
    else { return }
    capabilities.deactivate = false
    add(
      "says who is active", false,
      "No user of the first page has the attribute active, so that nobody can be deactivated there: let"
        + " the service show it.")
  }

  private mutating func noteLogins(_ known: Int, of count: Int) {
    guard !settings.lastLoginAttribute.isEmpty else { return }
    capabilities.reportActivity = known > 0
    add(
      "reports logins", known > 0,
      known > 0
        ? "\(known) of the \(count) users of the first page have a last login."
        : "No user of the first page has the attribute \(settings.lastLoginAttribute): look whether it is"
          + " named right, with the URN of its schema before it where it is of none of the core.")
  }

  // MARK: - Groups

  private mutating func readGroups() async throws(DirectoryError) {
    guard settings.listsGroups else { return }
    let name = "reads groups"
    do throws(DirectoryError) {
      var pages = SCIMGroupPages(session)
      guard let page = try await pages.page(from: 1, count: settings.pageSize) else {
        add(name, false, "A page of groups has more bytes than are taken: set a smaller page size.")
        return
      }
      var groups: [SCIMObject] = []
      for place in page.resources.indices.prefix(Self.maxGroupsReadAlone) {
        if let group = try await pages.withMembers(page, at: place) { groups.append(group) }
      }
      for (index, group) in groups.enumerated() {
        _ = try SCIMGroupReader.items(group, number: index + 1)
      }
      judge(page, groups, name)
      if let member = groups.lazy.compactMap(SCIMGroupReader.someUser).first {
        try await lookUp(member)
      }
    } catch {
      switch error.code {
      // It passes, and says nothing of what the service can do.
      case .cancelled, .timedOut, .unreachable, .busy: throw error
      default: break
      }
      capabilities.editGroups = false
      add(name, false, error.message + " Without groups, set that none are listed.")
    }
  }

  private mutating func judge(
    _ page: SCIMPage, _ groups: [SCIMObject], _ name: String
  ) {
    let saysMembers = groups.contains(where: SCIMGroupReader.saysMembers)
    capabilities.nestedGroups = (page.resources + groups).contains(where: SCIMGroupReader.hasGroup)
    if groups.isEmpty || saysMembers {
      add(name, true, "The service has \(page.total) groups, and says who is in them.")
    } else {
      capabilities.editGroups = false
      add(
        name, false,
        "The service has \(page.total) groups, and none of those looked at says who is in it: look"
          + " whether the token may see members, or whether all of them are empty.")
    }
  }

  /// Looks whether a member of a group is called by its id.
  private mutating func lookUp(_ member: String) async throws(DirectoryError) {
    for list in [SCIMUsers.path, SCIMGroupPages.path] {
      let path = try SCIMPath.resource(member, in: list)
      let answer = try await session.answer(to: SCIMCall(path: path))
      if answer.status == 404 { continue }
      let found = try session.checked(answer).object()
      guard found["id"]?.text == member else { break }
      if list == SCIMGroupPages.path { capabilities.nestedGroups = true }
      return
    }
    capabilities.editGroups = false
    add(
      "names members by id", false,
      "A member of a group is not called by the id of a user or a group: let the service name members by"
        + " their ids, as SCIM has it, let the token see all users, or set that no groups are listed."
    )
  }

  /// What services answer that have no description of themselves, or show it to nobody.
  private static let statusesOfMissing: Set = [400, 403, 404, 405, 501]
  /// Most groups that are read alone to see who is in them.
  private static let maxGroupsReadAlone = 10
}
