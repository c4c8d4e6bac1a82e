internal import Cleanup
internal import Messages
internal import RPC
internal import Testing

/// A tenant of a running service, with a token of one role.
struct TestTenant: Sendable {
  let service: RunningService
  let name: String
  let token: String

  /// Calls a unary method in the tenant.
  func call<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request
  ) async throws -> Response {
    try await service.call(method, request, token: token, tenant: name)
  }

  /// Calls a method that answers a stream.
  func stream<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request
  ) async throws -> [Response] {
    try await service.stream(method, request, token: token, tenant: name)
  }

  /// The same tenant with another role.
  func with(_ role: Role) async throws -> TestTenant {
    let issued = try await service.call(
      Methods.Tenants.issueToken,
      .with {
        $0.name = "\(role.rawValue)"
        $0.role = role
      }, token: service.fleetToken, tenant: name)
    return TestTenant(service: service, name: name, token: issued.secret)
  }

  /// Imports users into the directory `users`.
  @discardableResult
  func importUsers(
    _ users: [ImportedUser], groups: [ImportedGroup] = [], mode: ImportMode = .full,
    directory: String = "users", requestID: String = ""
  ) async throws -> ImportSummary {
    var steps: [ImportStep] = [
      .begin(
        .with {
          $0.directory = directory
          $0.mode = mode
          $0.requestID = requestID
        })
    ]
    for start in stride(from: 0, to: max(users.count, 1), by: 1000) {
      steps.append(
        .items(
          .with {
            $0.users = Array(users[start..<min(start + 1000, users.count)])
            if start == 0 { $0.groups = groups }
          }))
    }
    steps.append(
      .finish(
        .with {
          $0.userCount = users.count
          $0.groupCount = groups.count
        }))
    return try await service.send(
      Methods.Directories.importUsers, steps, token: token, tenant: name)
  }

  /// Stores a policy.
  @discardableResult
  func configure(_ policy: Policy, mask: [PolicyField]? = nil) async throws -> StoredPolicy {
    try await call(
      Methods.Cleanup.configure, ConfigureRequest(policy: policy, updateMask: mask)
    ).policy
  }

  /// Analyses and returns the report.
  func analyze(asOf: Moment? = nil) async throws -> AnalysisReport {
    let events = try await stream(Methods.Cleanup.analyze, .with { $0.asOf = asOf })
    guard case .analysis(let report)? = events.last else {
      throw Status(.internalError, "no analysis came")
    }
    return report
  }

  /// Runs an analysis and waits for its end.
  func run(_ report: AnalysisReport, override reason: String = "") async throws -> Run {
    let run = try await call(
      Methods.Cleanup.run,
      .with {
        $0.analysisID = report.analysis.id
        $0.confirmCandidateCount = report.analysis.tally.candidates
        $0.overrideLimits = reason
      })
    return try await end(of: run.id)
  }

  /// Watches a run to its end.
  func end(of runID: String) async throws -> Run {
    let events = try await stream(Methods.Cleanup.watchRun, .with { $0.runID = runID })
    guard case .ended(let ended)? = events.last else {
      throw Status(.internalError, "the end did not come")
    }
    return ended
  }

  /// A user by name.
  func user(_ username: String) async throws -> UserDetails {
    try await call(Methods.Directories.getUser, .with { $0.user = UserRef(username: username) })
  }
}

extension RunningService {
  /// Makes a tenant with an administrator's token.
  func tenant(_ name: String = "acme", role: Role = .admin) async throws -> TestTenant {
    _ = try await call(
      Methods.Tenants.createTenant, .with { $0.name = name }, token: fleetToken, tenant: nil)
    let fleet = TestTenant(service: self, name: name, token: fleetToken)
    return try await fleet.with(role)
  }
}

/// The refusal that a call must end with: its status code and the reason in its details.
func expectRefusal(
  _ reason: RefusalReason, _ code: Status.Code? = nil, fields: [String]? = nil,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () async throws -> some Any
) async {
  do {
    _ = try await body()
    Issue.record("was not refused", sourceLocation: sourceLocation)
  } catch let status as Status {
    let details = try? ErrorDetails.decode(status.details)
    #expect(
      details?.reason == reason.rawValue, "\(status.message)", sourceLocation: sourceLocation)
    if let code { #expect(status.code == code, sourceLocation: sourceLocation) }
    if let fields {
      #expect(
        details?.violations.map(\.field) == fields, "\(status.message)",
        sourceLocation: sourceLocation)
    }
  } catch {
    Issue.record("\(error)", sourceLocation: sourceLocation)
  }
}
