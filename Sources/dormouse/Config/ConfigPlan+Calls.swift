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
}
