internal import Cleanup
internal import Storage

/// One login that an ID token proves: finds out who its subject is, does the login, and remembers both
/// the person and the token.
struct ProvenLoginWork {
  private let order: LoginOrder
  private let identity: ProvenIdentity
  private let reportHash: [UInt8]
  private let scene: LoginScene

  init(_ order: LoginOrder, _ identity: LoginIdentity, _ scene: LoginScene) {
    self.order = order
    self.identity = identity.proven
    reportHash = identity.reportHash
    self.scene = scene
  }

  /// Does the login, or answers again what was answered to the same report, inside the transaction of
  /// the scene.
  func run() throws(Refusal) -> LoginWork.Done {
    if let answer = try earlierAnswer() { return LoginWork.Done(answer: answer) }
    // The token may have expired while the login waited, and be forgotten already.
    guard scene.now < identity.expiresAt else {
      throw Refusal(.idTokenRefused, "The ID token has expired: let the user log in again.")
    }
    let found = try find()
    let done = try perform(found)
    // Whoever reports it again is to get another answer.
    if done.answer.obstacles.contains(where: { $0.code == .directoryUnavailable }) { return done }
    try attempt { () throws(StorageError) in
      try scene.writer.rememberIDToken(
        UsedIDToken(
          tokenHash: identity.tokenHash, reportHash: reportHash, answer: done.answer,
          expiresAt: identity.expiresAt), at: scene.now)
    }
    return done
  }

  private func earlierAnswer() throws(Refusal) -> LoginAnswer? {
    let used = try attempt { () throws(StorageError) in
      try scene.writer.reader.usedIDToken(identity.tokenHash)
    }
    guard let used else { return nil }
    guard used.reportHash == reportHash else {
      throw Refusal(
        .idTokenReused, "The ID token has proven another login: let the user log in again.")
    }
    return used.answer
  }

  /// Who the subject is: whom it is linked with, else whoever has the name.
  private func find() throws(Refusal) -> LoginSearch.Found {
    let linked = try attempt { () throws(StorageError) in
      try scene.writer.reader.linkedUser(issuer: identity.issuer, subject: identity.subject)
    }
    let directory = order.login.user.directory
    if let linked, linked.isVisible, directory.isEmpty || linked.user.directory == directory {
      return LoginSearch.Found(user: linked)
    }
    guard identity.username != nil else {
      throw Refusal(
        .idTokenRefused,
        "The ID token does not name its user in the claim that is configured for that:"
          + " let the provider put it into its ID tokens, verified if it is an e-mail address.")
    }
    var found = try LoginSearch(order.login.user, scene).find()
    // Whom the subject was is no stranger, whatever the name is now.
    if found.user == nil, let linked,
      !found.namesakes.contains(where: { $0.user.id == linked.user.id })
    {
      found.namesakes.append(linked)
    }
    return found
  }

  private func perform(_ found: LoginSearch.Found) throws(Refusal) -> LoginWork.Done {
    let work = LoginWork(order, scene)
    if let user = found.user, try subject(of: user.user.id) != identity.subject {
      if try subject(of: user.user.id) != nil { return try work.refuse(user, .otherSubject) }
      try link(with: user.user.id, user.user.directory, user.user.externalID)
    }
    let done = try work.run(found)
    if found.user == nil, let created = done.answer.user {
      let row = try attempt { () throws(StorageError) in
        try scene.groups().settings.first { $0.name == created.directory }.flatMap {
          (directory) throws(StorageError) in
          try scene.writer.reader.loginUser(externalID: created.externalID, in: directory.id)
        }
      }
      if let row { try link(with: row.user.id, created.directory, created.externalID) }
    }
    return done
  }

  private func subject(of user: UserID) throws(Refusal) -> String? {
    try attempt { () throws(StorageError) in
      try scene.writer.reader.linkedSubject(of: user, issuer: identity.issuer)
    }
  }

  private func link(
    with user: UserID, _ directory: String, _ externalID: String
  ) throws(Refusal) {
    try attempt { () throws(StorageError) in
      try scene.writer.linkIdentity(
        issuer: identity.issuer, subject: identity.subject, with: user, at: scene.now)
      try scene.writer.audit(
        .identityLinked(
          identity, with: "user/\(directory)/\(externalID)", by: order.caller, at: scene.now))
    }
  }
}
