internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension TenantsService {
  /// Tenants that are looked at side by side: opening one waits for the disk most of the time.
  static let tenantsAtOnce = 4
  /// Tenants whose names are read at once.
  static let fleetPageSize = 200

  @Sendable
  func fleetStatus(
    _ request: FleetStatusRequest, _ call: FleetCall, _ responses: Responses<FleetLine>
  ) async throws {
    let prefix = request.namePrefix
    guard prefix.utf8.count <= ResourceName.maxLength, prefix.allSatisfy(\.isASCII) else {
      throw Refusal.invalid(
        "name_prefix", "must be the beginning of a tenant's name, which \(ResourceName.rule)")
    }
    var last = ""
    while true {
      let after = last
      let tenants = try await attempt { () async throws(StorageError) in
        try await data.operators.read { (reader) throws(StorageError) in
          try reader.tenants(withPrefix: prefix, after: after, limit: Self.fleetPageSize)
        }
      }
      for line in try await lines(of: tenants) where request.wants(line) {
        try await responses.send(line)
      }
      guard tenants.count == Self.fleetPageSize, let end = tenants.last else { return }
      last = end.name
    }
  }

  /// The lines of tenants in their order. A tenant that is gone meanwhile has none.
  private func lines(of tenants: [Tenant]) async throws -> [FleetLine] {
    var lines = [FleetLine?](repeating: nil, count: tenants.count)
    try await withThrowingTaskGroup(of: (Int, FleetLine?).self) { group in
      var waiting = tenants.indices.makeIterator()
      func startNext() {
        guard let index = waiting.next() else { return }
        let tenant = tenants[index]
        group.addTask { (index, await line(of: tenant)) }
      }
      for _ in 0..<Self.tenantsAtOnce { startNext() }
      while let (index, line) = try await group.next() {
        try Task.checkCancellation()
        lines[index] = line
        startNext()
      }
    }
    return lines.compactMap(\.self)
  }

  /// One tenant that cannot be read is a line that says so, and ends nothing.
  private func line(of tenant: Tenant) async -> FleetLine? {
    let (now, tolerance) = (clock.now, overdueAfterSeconds)
    do throws(StorageError) {
      return try await data.tenants.glance(at: tenant.id) { (reader) throws(StorageError) in
        try reader.fleetLine(of: tenant, at: now, overdueAfterSeconds: tolerance)
      }
    } catch {
      return error.code == .notFound ? nil : FleetLine(tenant, trouble: error.message)
    }
  }
}

extension FleetStatusRequest {
  /// Whether a line is among those that are asked for.
  fileprivate func wants(_ line: FleetLine) -> Bool {
    if !onlyOverdue, !onlyFailed { return true }
    return onlyOverdue && line.isOverdue || onlyFailed && line.isFailed
  }
}
