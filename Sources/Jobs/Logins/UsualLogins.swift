internal import Cleanup
internal import Storage

/// Usual logins of one transaction, which are read together and written together: of those whom one
/// directory alone has, whose account is open, of whom nothing is held and nothing follows from claims.
struct UsualLogins {
  /// Most logins that are read and written together.
  static let mostAtOnce = min(TenantReader.soleUsersAtOnce, TenantWriter.recordedAtOnce)

  /// What logins have in common that one statement writes down.
  private struct Stamp: Hashable {
    let kind: ActivityKind
    let source: Int64
    let time: Moment
    /// The directory, where logins in it are observed.
    let observedIn: DirectoryID?
  }

  private let scene: LoginScene
  /// Who logged in and is not written down yet, and how.
  private var users: [UserID] = []
  private var stamp: Stamp?

  init(_ scene: LoginScene) {
    self.scene = scene
  }

  /// Does logins, from the first to the last before one that is not usual, and adds their answers.
  ///
  /// - Throws: what came in between; then none of the answers holds, and each login may be done again.
  consuming func write(
    _ orders: ArraySlice<LoginOrder>, _ results: inout LoginAnswers
  ) throws(StorageError) {
    let directories = try scene.searchedDirectories()
    if directories.isEmpty { return }
    let named = try scene.writer.reader.soleUsers(named: try names(of: orders))
    // Read in their places, lest each is copied.
    let (found, orders) = (named.span, orders.span)
    users.reserveCapacity(found.count)
    for index in found.indices {
      let id = found[index].directory
      guard found[index].isActive, !found[index].isHeld, !found[index].hasVanished,
        let directory = directories.first(where: { $0.id == id }),
        found[index].addedGeneration <= directory.generation, !directory.updatesUsers,
        isMeant(directory, by: orders[index].login.user.directory),
        let source = try scene.knownSource(of: orders[index].origin)
      else { break }
      let time = min(orders[index].time ?? scene.now, scene.now)
      try note(
        found[index].id,
        Stamp(
          kind: orders[index].kind, source: source, time: time,
          observedIn: directory.observedSince == nil ? nil : id))
      let user = UserRef(directory: directory.name, externalID: found[index].externalID)
      results.append(
        .success(
          LoginAnswer(
            outcome: .letIn, user: user, username: found[index].username, isActive: true)))
    }
    try writeDown()
  }

  /// Who is to be looked up, until a login comes that is not usual whoever it is of.
  private func names(of orders: ArraySlice<LoginOrder>) throws(StorageError) -> [String] {
    var names: [String] = []
    names.reserveCapacity(orders.count)
    let orders = orders.span
    for index in orders.indices {
      guard orders[index].identity == nil, orders[index].login.user.externalID.isEmpty,
        try scene.knownSource(of: orders[index].origin) != nil
      else { break }
      names.append(orders[index].login.user.username)
    }
    return names
  }

  /// Whether a directory is the one that a login names, which most leave out.
  private func isMeant(_ directory: LoginDirectory, by name: String) -> Bool {
    name.isEmpty || name == directory.name
  }

  /// Notes a login, which is written down with others like it.
  private mutating func note(_ user: UserID, _ new: Stamp) throws(StorageError) {
    if stamp != new { try writeDown() }
    stamp = new
    users.append(user)
  }

  private mutating func writeDown() throws(StorageError) {
    guard let stamp, !users.isEmpty else { return }
    try scene.writer.recordLogins(
      of: users, kind: stamp.kind, source: stamp.source, at: stamp.time)
    users.removeAll(keepingCapacity: true)
    if let directory = stamp.observedIn {
      try scene.noteLogin(in: directory, stamp.kind, at: stamp.time)
    }
  }
}
