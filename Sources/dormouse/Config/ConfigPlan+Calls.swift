internal import Cleanup
internal import Messages

extension ConfigPlan.Step {
  /// Makes the change in a session of the tenant.
  func apply(to tenant: String, in session: Session) async throws {
    switch self {
    case .create(let displayName):
      let request = CreateTenantRequest.with {
        $0.name = tenant
        $0.displayName = displayName
      }
      _ = try await session.change(Methods.Tenants.createTenant, request, tenant: .none)
    case .put(let request, _):
      _ = try await session.change(Methods.Directories.putDirectory, request)
    case .configure(let request):
      _ = try await session.change(Methods.Cleanup.configure, request)
    case .provision(let request):
      _ = try await session.change(Methods.Logins.configureProvisioning, request)
    case .schedule(let request):
      _ = try await session.change(Methods.Cleanup.schedule, request)
    }
  }

  /// Lets the server check the change, which it does not make.
  func check(in session: Session) async throws {
    switch self {
    case .create: break
    case .put(var request, let field):
      request.isValidateOnly = true
      do {
        _ = try await session.change(Methods.Directories.putDirectory, request)
      } catch var error as CommandError {
        error.violations = error.violations.map { Self.inFile($0, field) }
        throw error
      }
    case .configure(var request):
      request.isValidateOnly = true
      _ = try await session.change(Methods.Cleanup.configure, request)
    case .provision(var request):
      request.isValidateOnly = true
      _ = try await session.change(Methods.Logins.configureProvisioning, request)
    case .schedule(var request):
      request.isValidateOnly = true
      _ = try await session.change(Methods.Cleanup.schedule, request)
    }
  }

  /// What is wrong with a directory, by its key in the file.
  private static func inFile(_ violation: FieldViolation, _ field: String) -> FieldViolation {
    let known = violation.field
    let key =
      known == "secret"
      ? "secret_file" : known.split(separator: ".").dropFirst().joined(separator: ".")
    return FieldViolation(field: "\(field).\(key)", description: violation.description)
  }
}
