internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension TenantsService {
  @Sendable
  func createTenant(
    _ request: CreateTenantRequest, _ call: FleetCall
  ) async throws(Refusal) -> Tenant {
    try Self.check(name: request.name, displayName: request.displayName)
    let identity = try RequestIdentity(
      request.requestID, path: Methods.Tenants.createTenant.path, body: request,
      caller: call.caller)
    if let tenant: Tenant = try await repeated(identity) { return tenant }
    do {
      let committed = try await data.tenants.create(
        named: request.name, displayName: request.displayName, at: call.now
      ) { (writer) throws(StorageError) in
        _ = try writer.putDirectory(named: Tenant.firstDirectory, kind: .embedded, at: call.now)
      } record: { (writer, tenant) throws(StorageError) in
        if let identity {
          try writer.putRequest(identity.stored(tenant.encode(), at: call.now))
        }
        try writer.audit(
          .administered(
            "tenant.created", "tenant/\(tenant.id)", by: call.caller, at: call.now, after: tenant))
        return tenant
      }
      return committed.value
    } catch  where error.code == .conflict {
      // Two equal requests at once: the one that came second gets the answer of the first.
      if let tenant: Tenant = try await repeated(identity) { return tenant }
      throw Refusal(
        .tenantExists, "A tenant \"\(request.name)\" exists already: take another name.")
    } catch {
      throw Refusal(error)
    }
  }

  @Sendable
  func getTenant(_ request: GetTenantRequest, _ call: FleetCall) async throws(Refusal) -> Tenant {
    var tenant = try await tenant(named: request.name)
    // Whoever repairs or deletes a tenant asks for it too, whether or not its database can be read.
    tenant.held = (try? await heldListings(of: tenant.id)) ?? []
    return tenant
  }

  private func heldListings(of tenant: TenantID) async throws(StorageError) -> [HeldListing] {
    let lease = try await data.tenants.lease(tenant)
    return try await lease.database.read { (reader) throws(StorageError) in
      try reader.heldListings()
    }
  }

  @Sendable
  func listTenants(
    _ request: ListTenantsRequest, _ call: FleetCall
  ) async throws(Refusal) -> ListTenantsResponse {
    let page = try PageRequest<TenantCursor>(
      size: request.pageSize, token: request.pageToken, binding: ["tenants"])
    let found = try await attempt { () async throws(StorageError) in
      try await data.operators.read { (reader) throws(StorageError) in
        (try reader.tenants(after: page.cursor, limit: page.size), try reader.tenantCount())
      }
    }
    return .with {
      $0.tenants = found.0.items
      $0.nextPageToken = page.token(for: found.0.next)
      $0.totalSize = found.1
    }
  }

  @Sendable
  func deleteTenant(
    _ request: DeleteTenantRequest, _ call: FleetCall
  ) async throws(Refusal) -> DeleteTenantResponse {
    let identity = try RequestIdentity(
      request.requestID, path: Methods.Tenants.deleteTenant.path, body: request,
      caller: call.caller)
    if let response: DeleteTenantResponse = try await repeated(identity) { return response }
    let tenant = try await tenant(named: request.name)
    guard request.etag == tenant.etag else { throw Self.notTheOneToDelete }
    let response = DeleteTenantResponse()
    do {
      _ = try await data.tenants.delete(tenant.id, etag: tenant.etag, at: call.now) {
        (writer) throws(StorageError) in
        if let identity {
          try writer.putRequest(identity.stored(response.encode(), at: call.now))
        }
        try writer.audit(
          .administered(
            "tenant.deleted", "tenant/\(tenant.id)", by: call.caller, at: call.now,
            before: tenant))
      }
    } catch  where error.code == .conflict {
      throw Self.notTheOneToDelete
    } catch  where error.code == .notFound {
      // Two requests at once: the one that came second finds the tenant gone.
      if let response: DeleteTenantResponse = try await repeated(identity) { return response }
      throw Self.tenantNotFound(request.name)
    } catch {
      throw Refusal(error)
    }
    return response
  }

  private static let notTheOneToDelete = Refusal(
    .staleETag, "Give the tenant's current etag, as a sign that this is the one to delete.")

  /// Refuses what cannot be a tenant's names.
  static func check(name: String, displayName: String) throws(Refusal) {
    var violations: [FieldViolation] = []
    if !ResourceName.isValid(name) {
      violations.append(FieldViolation(field: "name", description: ResourceName.rule))
    }
    if displayName.utf8.count > maxDisplayNameBytes {
      violations.append(
        FieldViolation(
          field: "display_name", description: "must have at most \(maxDisplayNameBytes) bytes"))
    }
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
  }
}
