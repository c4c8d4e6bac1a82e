internal import Cleanup
internal import Storage

extension LoginScene {
  /// Does the usual login: of somebody whom one directory alone has, whose account is open, of whom
  /// nothing is held and nothing follows from claims. It reads one row and writes one.
  ///
  /// - Returns: nil, with nothing done, when the login is any other.
  func usualLogin(_ order: borrowing LoginOrder) throws(StorageError) -> LoginAnswer? {
    guard order.identity == nil, order.login.user.externalID.isEmpty,
      let source = knownSource(order.source)
    else { return nil }
    let directories = try directories()
    // Before the first import the index by which users are found may be missing.
    guard directories.contains(where: { $0.generation > 0 }),
      let user = try writer.reader.soleUser(named: order.login.user.username),
      user.isActive, !user.isHeld,
      let directory = directories.first(where: { $0.id == user.directory }),
      user.isVisible(at: directory.generation), !directory.updatesUsers,
      order.login.user.directory.isEmpty || order.login.user.directory == directory.name
    else { return nil }
    let time = order.time(before: now)
    try writer.recordLogin(of: user.id, kind: order.kind, source: source, at: time)
    try noteLogin(in: user.directory, order.kind, at: time)
    return LoginAnswer(
      outcome: .letIn, user: UserRef(directory: directory.name, externalID: user.externalID),
      username: user.username, isActive: true)
  }
}
