internal import Cleanup
internal import Messages

/// What a tenant has now.
struct ConfigState {
  /// Whether there is such a tenant.
  var exists: Bool
  /// Name for people; nil where the token may not see it.
  var displayName: String?
  /// Its directories, by position.
  var directories: [DirectorySettings] = []
  /// The policy; nil while none is stored.
  var policy: StoredPolicy?
  /// The schedule; nil while none is stored.
  var schedule: ScheduleReport?
  /// What logins may do.
  var provisioning = StoredProvisioning()
}

extension ConfigState {
  /// Reads a tenant; `session` is one of that tenant. A tenant's own admin may not read its row.
  init(of name: String, in session: Session) async throws {
    exists = true
    do {
      let wanted = GetTenantRequest.with { $0.name = name }
      displayName = try await session.read(Methods.Tenants.getTenant, wanted, tenant: .none).value
        .displayName
    } catch let error as CommandError where error.isRefusal(.tenantNotFound) {
      exists = false
      return
    } catch let error as CommandError where error.isRefusal(.permissionDenied) {
      displayName = nil
    }
    // A tenant has no more than fit on one page.
    let all = ListDirectoriesRequest.with { $0.pageSize = PageOptions.mostPerPage }
    directories = try await session.read(Methods.Directories.listDirectories, all).value.directories
    do {
      policy = try await session.read(Methods.Cleanup.getPolicy, GetPolicyRequest()).value
    } catch let error as CommandError where error.isRefusal(.policyNotConfigured) {
      policy = nil
    }
    schedule = try await session.storedSchedule()
    provisioning = try await session.read(
      Methods.Logins.getProvisioning, GetProvisioningRequest()
    ).value
  }

  /// All of it for a file.
  func config(named name: String) -> ConfigValue {
    TenantConfig.config(
      name, displayName: displayName, directories: directories, policy: policy?.policy,
      schedule: schedule?.schedule,
      provisioning: provisioning.revision == 0 ? nil : provisioning.provisioning)
  }
}

extension CommandError {
  /// Whether the server refused for this reason.
  func isRefusal(_ reason: RefusalReason) -> Bool {
    details?.reason == reason.rawValue
  }
}
