internal import Cleanup
internal import Foundation
internal import Simulation
internal import Storage

extension FinishedYear {
  /// What the database of a tenant holds.
  struct Found {
    var runs: [FinishedRun] = []
    var audit: [AuditEvent] = []
    var auditCheck = AuditCheck()
    var users: [String: User] = [:]
    var held: Set<String> = []
  }

  static func read(
    _ tenant: TenantID, _ people: [Person], _ data: DataFolder
  ) async throws -> Found {
    let lease = try await data.tenants.lease(tenant)
    return try await lease.database.read { (reader) throws(StorageError) in
      var found = Found()
      for run in try reader.runs(after: nil, limit: 10_000).items.reversed() {
        found.runs.append(
          FinishedRun(
            run: run,
            outcomes: try reader.outcomes(ofRun: run.id, after: 0, limit: 100_000).items,
            logLines: lines(of: data.path + "/" + run.logFile)))
      }
      found.audit = try reader.auditEvents(limit: 1_000_000).items
        .reversed().map(\.event)
      while !found.auditCheck.isOver {
        found.auditCheck = try reader.continuing(found.auditCheck)
      }
      for person in people {
        guard case .found(let user) = try reader.resolve(UserRef(username: person.name)) else {
          continue
        }
        found.users[person.name] = user
        let holds = try reader.openHolds(of: user.id)
        if holds.contains(where: \.isWakeable) { found.held.insert(person.name) }
      }
      return found
    }
  }

  private static func lines(of path: String) -> Int {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return 0 }
    return text.split(separator: "\n").count
  }
}
