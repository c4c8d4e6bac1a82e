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
    _ orders: ArraySlice<LoginOrder>, _ results: inout [Result<LoginAnswer, Refusal>]
  ) throws(StorageError) {
    let directories = try scene.searchedDirectories()
    if directories.isEmpty { return }
    let found = try scene.writer.reader.soleUsers(named: names(of: orders))
    users.reserveCapacity(found.count)
    for (index, user) in zip(orders.indices, found) {
      guard let user, let directory = directory(of: user, for: orders[index], directories) else {
        break
      }
      try note(orders[index], of: user, in: directory)
      results.append(.success(Self.answer(user, directory)))
    }
    try writeDown()
  }

  /// Who is to be looked up, until a login comes that is not usual whoever it is of.
  private func names(of orders: ArraySlice<LoginOrder>) -> [String] {
    var names: [String] = []
    names.reserveCapacity(orders.count)
    for index in orders.indices {
      guard orders[index].identity == nil, orders[index].login.user.externalID.isEmpty,
        scene.knownSource(of: orders[index].origin) != nil
      else { break }
      names.append(orders[index].login.user.username)
    }
    return names
  }

  /// The user's directory; nil when the login is not usual.
  private func directory(
    of user: borrowing SoleUser, for order: borrowing LoginOrder, _ directories: [LoginDirectory]
  ) -> LoginDirectory? {
    let id = user.directory
    guard user.isActive, !user.isHeld, let directory = directories.first(where: { $0.id == id }),
      user.isVisible(at: directory.generation), !directory.updatesUsers,
      order.login.user.directory.isEmpty || order.login.user.directory == directory.name
    else { return nil }
    return directory
  }

  /// Notes a login, which is written down with others like it.
  private mutating func note(
    _ order: borrowing LoginOrder, of user: borrowing SoleUser, in directory: LoginDirectory
  ) throws(StorageError) {
    guard let source = scene.knownSource(of: order.origin) else { return }
    let time = order.time(before: scene.now)
    let isObserved = directory.observedSince != nil
    let new = Stamp(
      kind: order.kind, source: source, time: time, observedIn: isObserved ? directory.id : nil)
    if stamp != new { try writeDown() }
    stamp = new
    users.append(user.id)
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

  private static func answer(
    _ user: borrowing SoleUser, _ directory: LoginDirectory
  ) -> LoginAnswer {
    LoginAnswer(
      outcome: .letIn, user: UserRef(directory: directory.name, externalID: user.externalID),
      username: user.username, isActive: true)
  }
}
