package import Cleanup
package import Storage

extension Evaluator {
  /// A policy made ready to judge the users of a tenant, with its administrators protected.
  ///
  /// `graph` must be the tenant's own; a caller that has it already hands it in. Who was created
  /// after `createdUntil` is no administrator yet.
  package init(
    _ policy: Policy, at moment: Moment, graph: GroupGraph, createdUntil: Moment? = nil,
    in reader: TenantReader
  ) throws(StorageError) {
    self.init(policy: policy, at: moment, graph: graph)
    for group in policy.protection.adminGroups {
      let members = try administrators(in: graph.reach(to: [group], in: nil), createdUntil, reader)
      for user in ProtectedUsers.first(policy.protection.effectiveMinAdmins, of: members)
      where protected[user] == nil {
        protected[user] = group
      }
    }
  }

  private func administrators(
    in reach: GroupReach, _ createdUntil: Moment?, _ reader: TenantReader
  ) throws(StorageError) -> [ProtectedUsers.Member] {
    var members: [ProtectedUsers.Member] = []
    try reader.forEachActiveMember(of: reach.groups) { facts, position in
      if let createdUntil, let createdAt = facts.createdAt, createdAt > createdUntil { return }
      members.append(
        ProtectedUsers.Member(
          id: facts.id, lastActivity: lastActivity(of: facts), directoryPosition: position,
          externalID: facts.externalID))
    }
    return members
  }
}
