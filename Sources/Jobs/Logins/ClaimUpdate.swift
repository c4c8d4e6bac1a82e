internal import Cleanup
internal import Directories
internal import Storage

/// Keeps attributes and groups of a user like the claims of the latest login.
struct ClaimUpdate {
  private let claims: [Claim]
  private let provisioning: DirectoryProvisioning
  private let scene: LoginScene

  init(_ claims: [Claim], _ provisioning: DirectoryProvisioning, _ scene: LoginScene) {
    self.claims = claims
    self.provisioning = provisioning
    self.scene = scene
  }

  /// Updates a user whose account is open, and adds what was done to the answer.
  func run(on found: LoginUser, _ answer: inout LoginAnswer) throws(StorageError) {
    try updateAttributes(of: found, &answer)
    if provisioning.groups.isEmpty { return }
    let (given, gone) = provisioning.groups(in: claims)
    try give(given, to: found, &answer)
    try take(gone, from: found, &answer)
  }

  private func updateAttributes(
    of found: LoginUser, _ answer: inout LoginAnswer
  ) throws(StorageError) {
    let user = found.user
    let name = provisioning.value(of: .displayName, in: claims) ?? user.displayName
    let email = provisioning.value(of: .email, in: claims) ?? user.email
    if name == user.displayName, email == user.email { return }
    guard let directory = try scene.groups().describer(in: found.directory) else {
      answer.obstacles.append(LoginObstacle(.readOnlyDirectory))
      return
    }
    try directory.update(displayName: name, email: email, of: user.id, in: scene.writer)
    answer.effects.append(LoginEffect(.updated))
  }

  /// What is held stays held: neither a person's block nor an old login's group comes back this way.
  private func give(
    _ names: [String], to found: LoginUser, _ answer: inout LoginAnswer
  ) throws(StorageError) {
    let groups = ClaimGroups(scene: scene, directory: found.directory)
    let (gifts, obstacles) = try groups.gifts(names)
    answer.obstacles += obstacles
    if gifts.isEmpty { return }
    let held = Set(try scene.writer.reader.openHolds(of: found.user.id).compactMap(\.group))
    let member = Set(try scene.writer.reader.memberGroups(of: found.user.id))
    for gift in gifts where !held.contains(gift.group) && !member.contains(gift.group) {
      let takesSeat = try scene.seatGroup() == gift.name
      let hasSeat = takesSeat ? try scene.hasFreeSeat() : true
      guard hasSeat else {
        answer.obstacles.append(LoginObstacle(.seatsFull, group: gift.name))
        continue
      }
      if try groups.give(gift, to: found.user.id, isClaimed: true).notGiven != nil {
        answer.obstacles.append(LoginObstacle(.directoryUnavailable, group: gift.name))
        continue
      }
      if takesSeat { scene.takeSeat() }
      answer.effects.append(LoginEffect(.groupAdded, group: gift.name))
    }
  }

  /// Only what a claim gave goes with it.
  private func take(
    _ names: [String], from found: LoginUser, _ answer: inout LoginAnswer
  ) throws(StorageError) {
    if names.isEmpty { return }
    let claimed = try scene.writer.reader.claimedGroups(of: found.user.id)
    if claimed.isEmpty { return }
    let groups = try scene.groups()
    for name in names {
      let group = groups.graph.groups(named: [name], in: [found.directory]).first
      guard let group, claimed.contains(group) else { continue }
      guard let directory = groups.editor(of: group) else {
        answer.obstacles.append(LoginObstacle(.readOnlyDirectory, group: name))
        continue
      }
      let applied = try directory.apply(
        .removeMembership(group), to: found.user.id, at: scene.now, in: scene.writer)
      if applied.notGiven != nil {
        answer.obstacles.append(LoginObstacle(.directoryUnavailable, group: name))
        continue
      }
      try scene.writer.setClaimed(false, group, of: found.user.id)
      guard applied == .changed else { continue }
      scene.forgetSeats()
      answer.effects.append(LoginEffect(.groupRemoved, group: name))
    }
  }
}
