internal import Cleanup
internal import Messages
internal import TestSupport
internal import Testing

@testable internal import dormouse

@Suite("What a file of settings changes")
struct ConfigPlanTests {
  private static let policy = Policy(action: .deactivate, inactiveAfterDays: 90)
  /// Differs from `policy` in everything that a field can name.
  private static let otherPolicy = Policy(
    action: .removeFromGroup("seats"), inactiveAfterDays: 180,
    scope: PolicyScope(directories: ["d"], groups: ["g"]),
    exceptions: PolicyExceptions(
      groups: ["x"], directories: ["y"],
      users: [UserRef(username: "u"), UserRef(directory: "d", externalID: "id-1")],
      usernamePatterns: ["svc-*"]),
    cleanNeverLoggedInAfterDays: 30, minimumAccountAgeDays: 7, graceAfterReactivationDays: 14,
    countedSignals: [.ssoLogin], safetyLimits: SafetyLimits(maxPercent: 10, maxUsers: 100),
    protection: AdminProtection(adminGroups: ["admins"], minAdmins: 2),
    calendar: CleanupCalendar(
      timeZone: "Europe/Oslo",
      pauses: [DateRange(firstDate: "2020-07-01", lastDate: "2020-07-31", name: "July")],
      uncounted: [DateRange(firstDate: "2020-12-24")]),
    analysisTTLHours: 48)
  /// Differs from the default in everything that a field can name.
  private static let provisioning = Provisioning(
    directories: [
      DirectoryProvisioning(directory: "users", createsUsers: true, defaultGroups: ["members"])
    ],
    seatLimit: 0, allowsAdminGroups: true, maxCreationsPerDay: 0,
    identityProviders: [
      IdentityProvider(
        issuer: "https://id.example.org", audiences: ["gateway", "portal"],
        algorithms: [.edDSA, .rs256], userClaim: "email", directory: "users",
        clockSkewSeconds: 0),
      IdentityProvider(issuer: "https://login.example.net", audiences: ["true"]),
    ])
  /// Each differs from the first in one thing.
  private static let schedules: [Schedule] = {
    let recurrence = Recurrence.weeks(1, on: [.sunday], at: TimeOfDay(hour: 3, minute: 30))
    let start = Moment(seconds: 1_800_000_000)
    let first = Schedule(recurrence: recurrence, startTime: start)
    return [
      first, Schedule(isOn: false, recurrence: recurrence, startTime: start),
      Schedule(recurrence: .cron("30 3 * * 1"), startTime: start),
      Schedule(recurrence: recurrence, timeZone: "Europe/Oslo", startTime: start),
      Schedule(recurrence: recurrence, startTime: start.advanced(bySeconds: 1)),
      Schedule(recurrence: recurrence, startTime: start, catchUp: .drop),
      Schedule(recurrence: recurrence, startTime: start, firstOnlyAnalyzes: true),
    ]
  }()

  @Test(
    "Each field of provisioning comes back from a file, and alone is shown and changed",
    arguments: ProvisioningField.allCases)
  func provisioning(field: ProvisioningField) throws {
    let wanted = Provisioning().updating([field], from: Self.provisioning)
    #expect(wanted != Provisioning())
    for (old, new) in [(Provisioning(), wanted), (wanted, Provisioning())] {
      let plan = try plan(from: state(new), to: state(old))
      guard case .provision(let request)? = plan.steps.first, plan.steps.count == 1 else {
        Issue.record("not one step: \(plan.steps)")
        continue
      }
      #expect(request.provisioning == new)
      #expect(request.updateMask == [field])
      #expect(!plan.lines.isEmpty)
      #expect(plan.lines.allSatisfy { $0.contains("provisioning.\(field.rawValue): ") })
    }
    #expect(try plan(from: state(wanted), to: state(wanted)).steps.isEmpty)
  }

  @Test("Whoever takes an identity provider away is told that its users are forgotten")
  func forgetting() throws {
    var fewer = Self.provisioning
    let gone = fewer.identityProviders.removeFirst()
    let plan = try plan(from: state(fewer), to: state(Self.provisioning))
    #expect(plan.lines.count == 2)
    #expect(plan.lines.last?.contains(gone.issuer) == true)
    #expect(plan.lines.last?.contains("forgotten") == true)
  }

  @Test(
    "Each field of a policy comes back from a file, and alone is shown",
    arguments: PolicyField.allCases)
  func policy(field: PolicyField) throws {
    let wanted = Self.policy.updating([field], from: Self.otherPolicy)
    #expect(wanted != Self.policy)
    for (old, new) in [(Self.policy, wanted), (wanted, Self.policy)] {
      let plan = try plan(from: state(new), to: state(old))
      guard case .configure(let request)? = plan.steps.first, plan.steps.count == 1 else {
        Issue.record("not one step: \(plan.steps)")
        continue
      }
      #expect(request.policy == new)
      #expect(!plan.lines.isEmpty)
      #expect(plan.lines.allSatisfy { $0.contains("policy.") })
    }
    #expect(try plan(from: state(wanted), to: state(wanted)).steps.isEmpty)
  }

  @Test("Each part of a schedule comes back from a file, and alone is shown", arguments: schedules)
  func schedule(wanted: Schedule) throws {
    #expect(try plan(from: state(wanted), to: state(wanted)).steps.isEmpty)
    let first = Self.schedules[0]
    if wanted == first { return }
    for (old, new) in [(first, wanted), (wanted, first)] {
      let plan = try plan(from: state(new), to: state(old))
      guard case .schedule(let request)? = plan.steps.first, plan.steps.count == 1 else {
        Issue.record("not one step: \(plan.steps)")
        continue
      }
      #expect(request.report.schedule == new)
      #expect(!plan.lines.isEmpty)
    }
  }

  /// What the export of one tenant does to another.
  private func plan(from exported: ConfigState, to stored: ConfigState) throws -> ConfigPlan {
    let folder = try TemporaryFolder()
    let yaml = try exported.config(named: "acme").yaml()
    let source = ConfigSource(try folder.write("settings.yaml", yaml))
    let tenants = TenantConfig.read([source])
    #expect(source.mistakes.isEmpty, "\(source.mistakes) in \(yaml)")
    return ConfigPlan(try #require(tenants.first), stored)
  }

  private func state(_ provisioning: Provisioning) -> ConfigState {
    ConfigState(
      exists: true, provisioning: StoredProvisioning(provisioning: provisioning, revision: 1))
  }

  private func state(_ policy: Policy) -> ConfigState {
    ConfigState(
      exists: true,
      policy: StoredPolicy(
        policy: policy, revision: 1, etag: "e", updatedAt: Moment(seconds: 0), updatedBy: "t"))
  }

  private func state(_ schedule: Schedule) -> ConfigState {
    ConfigState(exists: true, schedule: ScheduleReport(schedule, etag: "e"))
  }
}
