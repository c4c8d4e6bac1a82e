package import Cleanup

extension OperatorReader {
  /// The tenant with a name. Every call asks for one, so that it must not scan the tenants.
  package func tenant(named name: String) throws(StorageError) -> Tenant? {
    try connection.first(Self.tenantByName, name, read: Self.tenant)
  }

  /// The tenant with an id.
  package func tenant(_ id: TenantID) throws(StorageError) -> Tenant? {
    try connection.first(Self.tenantByID, id.description, read: Self.tenant)
  }

  /// Tenants by name.
  package func tenants(
    after cursor: TenantCursor?, limit: Int
  ) throws(StorageError) -> Page<Tenant, TenantCursor> {
    let found = try connection.all(
      Self.tenantPage, cursor?.name ?? "", limit + 1, read: Self.tenant)
    return Page(found, limit: limit) { TenantCursor(name: $0.name) }
  }

  /// Tenants by name behind a cursor whose names lie in a range.
  func tenants(
    after cursor: TenantCursor, limit: Int, before end: String, from start: String
  ) throws(StorageError) -> [Tenant] {
    try connection.all(
      Self.tenantsInRange, cursor.name, start, end, limit, read: Self.tenant)
  }

  /// How many tenants there are.
  package func tenantCount() throws(StorageError) -> Int {
    Int(try connection.number("SELECT count(*) FROM tenants WHERE state = 'ready'"))
  }

  /// What must match before a token is looked up in its tenant.
  package func gate(token id: String) throws(StorageError) -> TokenGate? {
    try connection.first(
      "SELECT tenant_id, secret_hash, expires_at FROM token_gate WHERE token_id = ?", id
    ) { row in
      TokenGate(
        tokenID: id, tenant: (row[0] as String?).flatMap { TenantID($0) },
        secretHash: row.bytes(1), expiresAt: row.optionalMoment(2))
    }
  }

  /// Whether a token of a tenant may speak for a client, so that the tenant is worth asking.
  package func hasGate(
    of client: ClientName, in tenant: TenantID, at moment: Moment
  ) throws(StorageError) -> Bool {
    try connection.exists(
      """
      SELECT 1 FROM token_gate
      WHERE client_name = ? AND client_name <> '' AND tenant_id = ?
        AND (expires_at IS NULL OR expires_at > ?)
      """, client.text, tenant.description, moment.microseconds)
  }

  /// Tenants that may have a run to resume.
  package func tenantsWithUnfinishedRuns() throws(StorageError) -> [TenantID] {
    try connection.all("SELECT tenant_id FROM run_hints ORDER BY tenant_id") { row in
      TenantID(row[0] as String)
    }.compactMap(\.self)
  }

  /// The epochs of all tenants, those that were deleted among them.
  func ownerEpochs() throws(StorageError) -> [TenantID: Int64] {
    let rows = try connection.all("SELECT id, owner_epoch FROM tenants") { row in
      (TenantID(row[0] as String), row[1] as Int64)
    }
    return rows.reduce(into: [:]) { epochs, row in
      if let id = row.0 { epochs[id] = row.1 }
    }
  }

  /// Tenants whose creation was begun and not finished.
  func creatingTenants() throws(StorageError) -> [Tenant] {
    try tenants(inState: "creating")
  }

  /// Tenants that were deleted and whose files are not known to be gone.
  func deletingTenants() throws(StorageError) -> [Tenant] {
    try tenants(inState: "deleting")
  }

  /// The tenant with an id, if it was deleted and its files are not known to be gone. Asked whenever a
  /// tenant is closed, so that it must not scan the tenants.
  func deletingTenant(_ id: TenantID) throws(StorageError) -> Tenant? {
    try connection.first(Self.deletingTenantByID, id.description, read: Self.tenant)
  }

  private func tenants(inState state: String) throws(StorageError) -> [Tenant] {
    try connection.all(Self.tenantsInState, state, read: Self.tenant)
  }

  /// The condition of the index over names stands in it word for word: without it SQLite does not
  /// use the index.
  private static let isReady = "state IN ('creating', 'ready') AND state = 'ready'"

  static let tenantByName = SQL.kept(
    "SELECT \(columns) FROM tenants WHERE name = ? AND \(isReady)")

  private static let columns = "id, name, display_name, created_at, etag, owner_epoch"

  private static func tenant(_ row: Row) throws(StorageError) -> Tenant {
    guard let id = TenantID(row[0] as String) else {
      throw StorageError(.corrupt, "the operator database has a tenant without an id")
    }
    return Tenant(
      id: id, name: row[1], displayName: row[2], createdAt: row.moment(3), etag: row[4],
      ownerEpoch: row[5])
  }

  private static let tenantByID = SQL.kept(
    "SELECT \(Self.columns) FROM tenants WHERE id = ? AND state = 'ready'")
  private static let deletingTenantByID = SQL.kept(
    "SELECT \(Self.columns) FROM tenants WHERE id = ? AND state = 'deleting'")
  private static let tenantPage = SQL.kept(
    """
    SELECT \(Self.columns) FROM tenants
    WHERE name > ? AND \(Self.isReady)
    ORDER BY name LIMIT ?
    """)
  private static let tenantsInRange = SQL.kept(
    """
    SELECT \(Self.columns) FROM tenants
    WHERE name > ? AND name >= ? AND name < ? AND \(Self.isReady)
    ORDER BY name LIMIT ?
    """)
  private static let tenantsInState = SQL.kept(
    "SELECT \(Self.columns) FROM tenants WHERE state = ?")
}
