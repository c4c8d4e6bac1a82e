internal import Cleanup
internal import Jobs
internal import Storage

extension JobTenant {
  /// Tells of a login of somebody and waits for the answer; `seconds` after the tenant was made, or now.
  func login(
    _ name: String, atSeconds seconds: Int64? = nil, claims: [Claim] = [], directory: String = "",
    source: String = "gateway", clockSeconds: Int64 = 0
  ) async throws -> LoginAnswer {
    let order = LoginOrder(
      VouchedLogin(user: UserRef(directory: directory, username: name), claims: claims),
      time: seconds.map { now.advanced(bySeconds: $0) }, source: source, caller: Self.caller)
    return try await LoginQueues(clock: clock(afterSeconds: clockSeconds), logger: .quiet)
      .submit(order, in: lease).answer()
  }

  /// Stores what logins may do.
  func provision(_ settings: Provisioning) async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.putProvisioning(settings, by: "tester", at: now)
    }
  }

  /// Imports users who have been asleep for long, and cleans them up.
  func putToSleep(
    _ names: String..., by policy: Policy, awake: [String] = [], adminGroups: [ImportedGroup] = []
  ) async throws {
    try await importUsers(
      names.map { user($0, daysAgo: 400) } + awake.map { user($0, daysAgo: 1) },
      groups: adminGroups)
    _ = try await finish(try await startRun(policy), isResumed: false)
  }
}
