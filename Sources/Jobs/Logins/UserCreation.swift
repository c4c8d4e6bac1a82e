internal import Cleanup
internal import Directories
internal import Storage

/// Creates the user of a login whom nobody knows, where provisioning allows it.
struct UserCreation {
  private static let secondsPerDay: Int64 = 86_400

  /// Where a user is to be created, and as what.
  private struct Place {
    var settings: DirectorySettings
    var directory: any Directory
    var provisioning: DirectoryProvisioning
    var user: NewUser
    /// The row of the one whom the directory had before.
    var row: UserID?
  }

  private let order: LoginOrder
  private let scene: LoginScene

  init(_ order: LoginOrder, _ scene: LoginScene) {
    self.order = order
    self.scene = scene
  }

  /// Creates the user, or says why not; and whether creating is switched on at all.
  func run(_ found: LoginSearch.Found) throws(Refusal) -> (LoginAnswer, isEnabled: Bool) {
    guard let provisioning = try target() else { return (refused(.userUnknown), false) }
    // Before the user is created, so that a refusal leaves nothing behind.
    let source = try scene.source(order.source)
    let answer = try attempt { () throws(StorageError) in
      switch try place(found, provisioning) {
      case .failure(let found): refused(found.obstacle)
      case .success(let place): try create(place, source: source)
      }
    }
    return (answer, true)
  }

  /// The settings of the directory in which users are created; nil where none are.
  private func target() throws(Refusal) -> DirectoryProvisioning? {
    let ref = order.login.user
    let (names, provisioning) = try attempt { () throws(StorageError) in
      (try scene.groups().settings.map(\.name), try scene.provisioning())
    }
    if !ref.directory.isEmpty, !names.contains(ref.directory) {
      throw LoginSearch.noDirectory(ref.directory)
    }
    // An id says nothing of how the user is called.
    if ref.username.isEmpty { return nil }
    let wanted = ref.directory.isEmpty ? names : [ref.directory]
    return wanted.lazy.map { provisioning[$0] }.first { $0.createsUsers }
  }

  private func place(
    _ found: LoginSearch.Found, _ provisioning: DirectoryProvisioning
  ) throws(StorageError) -> Result<Place, Obstacle> {
    let groups = try scene.groups()
    if let found = try obstacle(found, groups.settings) { return .failure(Obstacle(found)) }
    let settings = groups.settings.first { $0.name == provisioning.directory }
    guard let settings, let directory = groups.creator(in: settings.id) else {
      return .failure(Obstacle(.readOnlyDirectory))
    }
    let user = newUser(provisioning)
    var row: UserID?
    if let known = try scene.writer.reader.loginUser(
      externalID: user.externalID, in: settings.id)
    {
      guard known.hasVanished else {
        return .failure(
          known.isVisible
            ? Obstacle(.nameTaken) : Obstacle(.directoryIncomplete, directory: settings.name))
      }
      if try isBlocked(known) { return .failure(Obstacle(.blocked)) }
      row = known.user.id
    }
    return .success(
      Place(
        settings: settings, directory: directory, provisioning: provisioning, user: user, row: row))
  }

  /// What keeps anybody of this name from being created now; nil for nothing.
  private func obstacle(
    _ found: LoginSearch.Found, _ directories: [DirectorySettings]
  ) throws(StorageError) -> LoginObstacle? {
    // Whoever is to be imported into one that never was may be this very person, by another id.
    if let first = directories.first(where: { !$0.isComplete || $0.generation == 0 }) {
      return LoginObstacle(.directoryIncomplete, directory: first.name)
    }
    if let time = order.time, directories.contains(where: { $0.lastImportAt ?? .earliest > time }) {
      return LoginObstacle(.loginTooOld)
    }
    for namesake in found.namesakes {
      if namesake.isVisible { return LoginObstacle(.nameTaken) }
      // An import that is at work brings this user.
      if !namesake.hasVanished {
        return LoginObstacle(.directoryIncomplete, directory: namesake.user.directory)
      }
      if try isBlocked(namesake) { return LoginObstacle(.blocked) }
    }
    let most = try scene.provisioning().effectiveMaxCreationsPerDay
    if try scene.writer.reader.creations(onDay: day) >= most {
      return LoginObstacle(.creationLimit)
    }
    return nil
  }

  /// Whether the account of somebody who has vanished was closed by anybody but cleanup.
  private func isBlocked(_ user: LoginUser) throws(StorageError) -> Bool {
    if user.user.isActive { return false }
    return try !scene.writer.reader.openHolds(of: user.user.id).contains {
      $0.effect == .deactivate && LoginRules.wakes(order.time, from: $0, runStartedAt: nil)
    }
  }

  private func create(_ place: Place, source: Int64) throws(StorageError) -> LoginAnswer {
    let (given, _) = place.provisioning.groups(in: order.login.claims)
    let defaults = place.provisioning.defaultGroups
    let names = defaults + given.filter { !defaults.contains($0) }
    let groups = ClaimGroups(scene: scene, directory: place.settings.id)
    let (gifts, obstacles) = try groups.gifts(names)
    let seatGroup = try scene.seatGroup()
    let takesSeat = seatGroup == nil || gifts.contains { $0.name == seatGroup }
    let hasSeat = takesSeat ? try scene.hasFreeSeat() : true
    guard hasSeat else { return refused(.seatsFull) }
    let created = try place.directory.create(
      place.user, over: place.row, at: scene.now, in: scene.writer)
    let (id, externalID): (UserID, String)
    switch created {
    case .created(let row, let given): (id, externalID) = (row, given)
    case .failed(let failure):
      return refused(failure.code == .verdict(.alreadyInactive) ? .blocked : .directoryUnavailable)
    }
    scene.directoriesChanged()
    if takesSeat { scene.takeSeat() }
    try scene.writer.countCreation(onDay: day)
    let time = order.time(before: scene.now)
    try scene.writer.recordLogin(of: id, kind: order.kind, source: source, at: time)
    try scene.noteLogin(in: place.settings.id, order.kind, at: time)
    var answer = LoginAnswer(
      outcome: .created,
      user: UserRef(directory: place.settings.name, externalID: externalID),
      username: place.user.username, isActive: true, effects: [LoginEffect(.created)],
      obstacles: obstacles)
    for gift in gifts {
      let given = try groups.give(gift, to: id, isClaimed: !defaults.contains(gift.name))
      if given.notGiven != nil {
        answer.obstacles.append(LoginObstacle(.directoryUnavailable, group: gift.name))
        continue
      }
      answer.effects.append(LoginEffect(.groupAdded, group: gift.name))
    }
    return answer
  }

  private func newUser(_ provisioning: DirectoryProvisioning) -> NewUser {
    let (claims, username) = (order.login.claims, order.login.user.username)
    let externalID = provisioning.value(of: .externalID, in: claims) ?? ""
    return NewUser(
      externalID: externalID.isEmpty ? username : externalID, username: username,
      displayName: provisioning.value(of: .displayName, in: claims) ?? "",
      email: provisioning.value(of: .email, in: claims) ?? "")
  }

  private var day: Int64 {
    scene.now.seconds / Self.secondsPerDay
  }

  private func refused(_ code: LoginObstacle.Code) -> LoginAnswer {
    refused(LoginObstacle(code))
  }

  private func refused(_ obstacle: LoginObstacle) -> LoginAnswer {
    LoginAnswer(
      outcome: .refused, username: order.login.user.username, obstacles: [obstacle])
  }

  /// An obstacle as an error.
  private struct Obstacle: Error {
    var obstacle: LoginObstacle

    init(_ obstacle: LoginObstacle) {
      self.obstacle = obstacle
    }

    init(_ code: LoginObstacle.Code, directory: String = "") {
      self.init(LoginObstacle(code, directory: directory))
    }
  }
}
