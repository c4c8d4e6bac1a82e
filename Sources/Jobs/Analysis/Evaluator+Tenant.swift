package import Cleanup
package import Storage

extension Evaluator {
  /// A policy made ready to judge the users of a tenant, with its administrators protected.
  ///
  /// `graph` must be the tenant's own; a caller that has it already hands it in.
  package init(
    _ policy: Policy, at moment: Moment, graph: GroupGraph, in reader: TenantReader
  ) throws(StorageError) {
    self.init(policy: policy, at: moment, graph: graph)
    for group in policy.protection.adminGroups {
      let members = try administrators(in: graph.reach(to: [group], in: nil), reader)
      for user in ProtectedUsers.first(policy.protection.effectiveMinAdmins, of: members)
      where protected[user] == nil {
        protected[user] = group
      }
    }
  }

  private func administrators(
    in reach: GroupReach, _ reader: TenantReader
  ) throws(StorageError) -> [ProtectedUsers.Member] {
    var members: [ProtectedUsers.Member] = []
    try reader.forEachActiveMember(of: reach.groups) { facts, position in
      members.append(
        ProtectedUsers.Member(
          id: facts.id, lastActivity: lastActivity(of: facts), directoryPosition: position,
          externalID: facts.externalID))
    }
    return members
  }
}
