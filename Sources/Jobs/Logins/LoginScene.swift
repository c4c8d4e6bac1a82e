internal import Cleanup
internal import Directories
internal import Storage

/// What the logins of one transaction need to know of their tenant, each read when it is first needed.
final class LoginScene {
  let writer: TenantWriter
  let now: Moment
  /// By way of which the login at hand changes remote directories.
  var ledger = RemoteLedger()
  private(set) var knownGroups: TenantGroups?
  private var isCurrent = false
  private var settings: Provisioning?
  private var known: [LoginDirectory]?
  /// Whether any directory was ever imported.
  private var hasUsers = false
  private var policyRead: Policy??
  private var reachesAdmins: GroupReach?
  private var seatCount: Int?
  private var sources: [String: Int64] = [:]
  /// The origin of the login before, with the number of its source.
  private var lastOrigin: (origin: LoginOrigin, source: Int64)?
  private var loginDays: [LoginPlace: LoginDay] = [:]
  /// The same, before the login that is done by itself.
  private var daysBefore: [LoginPlace: LoginDay] = [:]

  init(_ writer: TenantWriter, at now: Moment, groups: TenantGroups?) {
    self.writer = writer
    self.now = now
    knownGroups = groups
  }

  /// Directories and groups, as the login at hand may change them.
  func groups() throws(StorageError) -> TenantGroups {
    try currentGroups().acting(through: ledger)
  }

  private func currentGroups() throws(StorageError) -> TenantGroups {
    if isCurrent, let knownGroups { return knownGroups }
    let groups = try TenantGroups.current(knownGroups, in: writer.reader)
    knownGroups = groups
    isCurrent = true
    return groups
  }

  /// What most logins need to know of the directories.
  func directories() throws(StorageError) -> [LoginDirectory] {
    if isCurrent, let known { return known }
    let provisioning = try provisioning()
    let read = try groups().settings.map { LoginDirectory($0, provisioning[$0.name]) }
    known = read
    hasUsers = read.contains { $0.generation > 0 }
    return read
  }

  /// The directories by which a username can be looked up; none before the first import, when the index
  /// may be missing by which users are found.
  func searchedDirectories() throws(StorageError) -> [LoginDirectory] {
    let all = try directories()
    return hasUsers ? all : []
  }

  /// Whether logins in a directory are observed.
  func isObserved(_ directory: DirectoryID) throws(StorageError) -> Bool {
    try groups().settings.contains {
      $0.id == directory && $0.activitySource == .observed
    }
  }

  /// Notes that somebody in a directory logged in, where that was observed at the time.
  func noteLogin(
    in directory: DirectoryID, _ kind: ActivityKind, at time: Moment
  ) throws(StorageError) {
    let settings = try directories().first { $0.id == directory }
    guard let start = settings?.observedSince, time >= start else { return }
    let place = LoginPlace(
      directory: directory, kind: kind, day: TenantWriter.day(of: time))
    let day = loginDays[place] ?? LoginDay(kind: kind, first: time, last: time)
    loginDays[place] = LoginDay(
      kind: kind, first: min(day.first, time), last: max(day.last, time))
  }

  /// Writes down what was noted, once for all logins of the transaction.
  func writeLoginDays() throws(StorageError) {
    for (place, day) in loginDays { try writer.noteLogins(day, in: place.directory) }
    loginDays = [:]
  }

  /// What logins may do.
  func provisioning() throws(StorageError) -> Provisioning {
    if let settings { return settings }
    let read = try writer.reader.provisioning()?.provisioning ?? Provisioning()
    settings = read
    return read
  }

  /// The policy in force; nil when there is none.
  func policy() throws(StorageError) -> Policy? {
    if let policyRead { return policyRead }
    let read = try writer.reader.policy()?.policy
    policyRead = read
    return read
  }

  /// Whether whoever is in a group is an administrator, as the policy names them.
  func isAdministrative(_ group: GroupID) throws(StorageError) -> Bool {
    if let reachesAdmins { return reachesAdmins.contains([group]) }
    let names = try policy()?.protection.adminGroups ?? []
    let reach = try groups().graph.reach(to: names, in: nil)
    reachesAdmins = reach
    return reach.contains([group])
  }

  /// The group whose members hold the seats; nil where open accounts do.
  func seatGroup() throws(StorageError) -> String? {
    try policy()?.action.group
  }

  /// Whether there is a seat for one more; true when there is no limit.
  func hasFreeSeat() throws(StorageError) -> Bool {
    guard let limit = try provisioning().seatLimit else { return true }
    if let seatCount { return seatCount < limit }
    let count = try writer.reader.seats(inGroup: try seatGroup())
    seatCount = count
    return count < limit
  }

  /// Notes that a seat was taken.
  func takeSeat() {
    seatCount? += 1
  }

  /// Notes that a seat may have been given back.
  func forgetSeats() {
    seatCount = nil
  }

  /// Notes that a login begins whose work may be taken back.
  func begin() {
    daysBefore = loginDays
  }

  /// Notes that what a login did was taken back: what was read or counted for it may have gone with it.
  func takeBack() {
    loginDays = daysBefore
    reachesAdmins = nil
    seatCount = nil
    sources = [:]
    lastOrigin = nil
    isCurrent = false
    known = nil
  }

  /// Notes that a directory has another user.
  func directoriesChanged() {
    isCurrent = false
    known = nil
    reachesAdmins = nil
  }

  /// The number of the source of logins that come from an origin; nil for one that is not known yet.
  func knownSource(of origin: LoginOrigin) throws(StorageError) -> Int64? {
    if let lastOrigin, lastOrigin.origin === origin { return lastOrigin.source }
    guard let source = try knownSource(named: origin.source) else { return nil }
    lastOrigin = (origin, source)
    return source
  }

  private func knownSource(named name: String) throws(StorageError) -> Int64? {
    if let known = sources[name] { return known }
    let read = try writer.reader.source(named: name)
    sources[name] = read
    return read
  }

  /// The number of a source of logins, which becomes known if it was not.
  func source(_ name: String) throws(Refusal) -> Int64 {
    let number = try attempt { () throws(StorageError) -> Int64? in
      if let known = try knownSource(named: name) { return known }
      let count = try writer.reader.sourceCount()
      return count >= LoginQueues.maxSources ? nil : try writer.loginSource(named: name)
    }
    guard let number else {
      throw Refusal(
        .limitExceeded,
        "Logins of \(LoginQueues.maxSources) sources are known: name one of them, or leave it out.")
    }
    sources[name] = number
    return number
  }
}
