internal import Cleanup
internal import Storage

/// One login: finds its user, or creates it, and does what the rules say.
struct LoginWork {
  /// Seconds in which a refusal of the same user for the same reasons is told of once.
  static let refusalSeconds: Int64 = 3600

  /// What was done.
  struct Done {
    var answer: LoginAnswer
    /// Whether a person should hear of the refusal.
    var isTold = false
  }

  private let order: LoginOrder
  private let scene: LoginScene

  init(_ order: LoginOrder, _ scene: LoginScene) {
    self.order = order
    self.scene = scene
  }

  /// Does the login, inside the transaction of the scene.
  func run() throws(Refusal) -> Done {
    if let identity = order.identity { return try ProvenLoginWork(order, identity, scene).run() }
    return try run(try LoginSearch(order.login.user, scene).find())
  }

  /// Does the login of whom was found.
  func run(_ found: LoginSearch.Found) throws(Refusal) -> Done {
    if let user = found.user { return try returned(user, found.shadowed) }
    let (answer, isEnabled) = try UserCreation(order, scene).run(found)
    var done = Done(answer: answer)
    if answer.outcome == .refused {
      // Where nobody is ever created, everybody may try; there is nothing to look at.
      done.isTold = isEnabled ? try tells(of: "new user", answer) : false
    } else if let user = answer.user {
      try attempt { () throws(StorageError) in
        try audit("login.created", subject(user), answer)
      }
    }
    return done
  }

  /// Lets somebody who is known not in, for a reason of which a person should hear.
  func refuse(_ found: LoginUser, _ code: LoginObstacle.Code) throws(Refusal) -> Done {
    let user = found.user
    let reference = UserRef(directory: user.directory, externalID: user.externalID)
    let answer = LoginAnswer(
      outcome: .refused, user: reference, username: user.username, isActive: user.isActive,
      obstacles: [LoginObstacle(code)])
    return Done(answer: answer, isTold: try tells(of: subject(reference), answer))
  }

  /// A login of somebody who is known.
  private func returned(
    _ found: LoginUser, _ shadowed: [LoginUser]
  ) throws(Refusal) -> Done {
    let source = try scene.source(order.source)
    return try attempt { () throws(StorageError) in
      let user = found.user
      let provisioning = try scene.provisioning()[user.directory]
      // Asked before the login is written down, which would be the latest then.
      let isLatest = provisioning.updatesUsers ? try isLatest(user.id) : false
      try record(of: found, source)
      // Only listings tell of it otherwise, once nothing shadows the user any more.
      for user in shadowed where try scene.isObserved(user.directory) {
        try record(of: user, source)
      }
      var awakening = Awakening(found, order, scene, provisioning)
      try awakening.run()
      var answer = awakening.answer
      if answer.isActive, isLatest {
        try ClaimUpdate(order.login.claims, provisioning, scene).run(on: found, &answer)
      }
      return try finished(answer, found)
    }
  }

  private func record(of user: LoginUser, _ source: Int64) throws(StorageError) {
    let time = order.time(before: scene.now)
    try scene.writer.recordLogin(of: user.user.id, kind: order.kind, source: source, at: time)
    try scene.noteLogin(in: user.directory, order.kind, at: time)
  }

  private func isLatest(_ user: UserID) throws(StorageError) -> Bool {
    guard let time = order.time, let latest = try scene.writer.reader.latestSignal(of: user) else {
      return true
    }
    return time >= latest
  }

  private func finished(
    _ answer: LoginAnswer, _ found: LoginUser
  ) throws(StorageError) -> Done {
    let subject = subject(found.user.directory, found.user.externalID)
    if !answer.effects.isEmpty {
      let action = answer.outcome == .woken ? "login.woke" : "login.updated"
      let after = try scene.writer.reader.loginUser(
        externalID: found.user.externalID, in: found.directory)
      let states = LoginStates(answer, before: found.user, after: after?.user ?? found.user)
      try audit(action, subject, answer, states)
    }
    guard answer.outcome == .refused else { return Done(answer: answer) }
    return Done(answer: answer, isTold: try write(refusal: answer, of: subject))
  }

  private func tells(of subject: String, _ answer: LoginAnswer) throws(Refusal) -> Bool {
    try attempt { () throws(StorageError) in try write(refusal: answer, of: subject) }
  }

  /// Writes a refusal into the audit, unless the same was written there lately.
  private func write(
    refusal answer: LoginAnswer, of subject: String
  ) throws(StorageError) -> Bool {
    let codes = answer.obstacles.map(\.code.rawValue).joined(separator: ",")
    let isTold = try scene.writer.tellsRefusal(
      of: subject, codes: codes, at: scene.now, every: Self.refusalSeconds)
    if isTold {
      try scene.writer.audit(
        .login("login.refused", subject, answer, order, at: scene.now))
    }
    return isTold
  }

  private func audit(
    _ action: String, _ subject: String, _ answer: LoginAnswer,
    _ states: LoginStates = LoginStates()
  ) throws(StorageError) {
    try scene.writer.audit(.login(action, subject, answer, order, states, at: scene.now))
  }

  private func subject(_ user: UserRef) -> String {
    subject(user.directory, user.externalID)
  }

  private func subject(_ directory: String, _ externalID: String) -> String {
    AuditEvent.subject(directory: directory, externalID: externalID)
  }
}

extension LoginOrder {
  /// When the login was, at the latest now.
  func time(before now: Moment) -> Moment {
    min(time ?? now, now)
  }
}
