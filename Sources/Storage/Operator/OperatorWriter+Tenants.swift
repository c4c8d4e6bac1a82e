package import Cleanup
internal import Foundation

extension OperatorWriter {
  /// Lets a token be looked up in its tenant, which alone decides whether it is good.
  package func openGate(_ gate: TokenGate) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO token_gate (token_id, tenant_id, secret_hash, expires_at, client_name)
      VALUES (?, ?, ?, ?, ?)
      """, gate.tokenID, gate.tenant?.description, Data(gate.secretHash),
      gate.expiresAt?.microseconds, gate.client?.text ?? "")
  }

  /// Keeps a token from being looked up.
  package func closeGate(token id: String) throws(StorageError) {
    try connection.run("DELETE FROM token_gate WHERE token_id = ?", id)
  }

  /// Remembers that a tenant has a run that is not finished. Written before the run starts.
  package func hintUnfinishedRun(_ tenant: TenantID) throws(StorageError) {
    try connection.run(
      "INSERT OR IGNORE INTO run_hints (tenant_id) VALUES (?)", tenant.description)
  }

  /// Forgets it, after the run has finished.
  package func clearRunHint(_ tenant: TenantID) throws(StorageError) {
    try connection.run("DELETE FROM run_hints WHERE tenant_id = ?", tenant.description)
  }

  /// Reserves a tenant's name and id; nobody sees the tenant yet.
  func insertTenant(_ tenant: Tenant) throws(StorageError) {
    let isTaken = try connection.exists(
      "SELECT 1 FROM tenants WHERE name = ? AND state IN ('creating', 'ready')", tenant.name)
    guard !isTaken else {
      throw StorageError(.conflict, "a tenant with this name exists already")
    }
    try connection.run(
      """
      INSERT INTO tenants (id, name, display_name, etag, created_at, owner_epoch, state)
      VALUES (?, ?, ?, ?, ?, ?, 'creating')
      """, tenant.id.description, tenant.name, tenant.displayName, tenant.etag,
      tenant.createdAt.microseconds, tenant.ownerEpoch)
  }

  /// Lets a tenant be seen, once its files are there.
  func showTenant(_ id: TenantID) throws(StorageError) {
    try connection.run("UPDATE tenants SET state = 'ready' WHERE id = ?", id.description)
  }

  /// Takes a tenant away from everybody, before its files go.
  ///
  /// Errors: `.conflict` when it has another etag by now, `.notFound`.
  func markTenantDeleting(_ id: TenantID, etag: String) throws(StorageError) {
    let count = try connection.change(
      "UPDATE tenants SET state = 'deleting' WHERE id = ? AND state = 'ready' AND etag = ?",
      id.description, etag)
    guard count == 1 else {
      let isThere = try connection.exists(
        "SELECT 1 FROM tenants WHERE id = ? AND state = 'ready'", id.description)
      throw isThere
        ? StorageError(.conflict, "the tenant has changed meanwhile")
        : StorageError(.notFound, "there is no such tenant")
    }
    try connection.run("DELETE FROM token_gate WHERE tenant_id = ?", id.description)
    try clearRunHint(id)
    try forgetSchedule(of: id)
  }

  /// Gives a tenant the files of a later epoch. Nobody who had a token has one any more.
  ///
  /// Errors: `.conflict` when the tenant has changed since it was read.
  func replaceTenant(_ old: Tenant, by new: Tenant) throws(StorageError) {
    let count = try connection.change(
      """
      UPDATE tenants SET owner_epoch = ?, etag = ?
      WHERE id = ? AND state = 'ready' AND etag = ? AND owner_epoch = ?
      """, new.ownerEpoch, new.etag, old.id.description, old.etag, old.ownerEpoch)
    guard count == 1 else { throw StorageError(.conflict, "the tenant has changed meanwhile") }
    try connection.run("DELETE FROM token_gate WHERE tenant_id = ?", old.id.description)
    try clearRunHint(old.id)
    try forgetSchedule(of: old.id)
  }

  /// Remembers that a deleted tenant's files are gone. The row stays, so that its id does.
  func markTenantDeleted(_ id: TenantID) throws(StorageError) {
    try connection.run("UPDATE tenants SET state = 'deleted' WHERE id = ?", id.description)
  }

  /// Drops the row of a tenant that never came to be.
  func forgetTenant(_ id: TenantID) throws(StorageError) {
    try connection.run(
      "DELETE FROM tenants WHERE id = ? AND state = 'creating'", id.description)
  }
}
