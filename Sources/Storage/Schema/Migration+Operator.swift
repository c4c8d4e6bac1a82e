extension Migration {
  /// The operator database, oldest step first.
  static let `operator` = [
    Migration(
      version: 1, name: "tenants, fleet tokens, audit",
      sql: migrationsTable + sharedTables + tenantsTables),
    Migration(
      version: 2, name: "tokens for clients' names",
      sql: clientNamesOfTokens + clientNamesOfGates),
    Migration(version: 3, name: "hints of schedules", sql: scheduleHints),
    Migration(version: 4, name: "the audit as a chain", sql: auditChain, work: .chainAudit),
  ]

  private static let tenantsTables = """
    CREATE TABLE tenants (
      number INTEGER PRIMARY KEY,     -- order of creation
      id TEXT NOT NULL UNIQUE,        -- 32 hexadecimal digits; never used again
      name TEXT NOT NULL,
      display_name TEXT NOT NULL,
      etag TEXT NOT NULL,
      created_at INTEGER NOT NULL,    -- microseconds since 1970
      owner_epoch INTEGER NOT NULL,   -- counts from 1
      state TEXT NOT NULL CHECK (state IN ('creating', 'ready', 'deleting', 'deleted'))
    ) STRICT;
    -- The name of a deleted tenant is free again.
    CREATE UNIQUE INDEX tenants_by_name ON tenants (name) WHERE state IN ('creating', 'ready');

    -- Looked at before a token's tenant is opened, so that a wrong token never opens one.
    CREATE TABLE token_gate (
      token_id TEXT PRIMARY KEY,      -- 32 hexadecimal digits
      tenant_id TEXT,                 -- NULL for a fleet token
      secret_hash BLOB NOT NULL,      -- SHA-256
      expires_at INTEGER              -- microseconds since 1970; NULL: never
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX token_gate_by_tenant ON token_gate (tenant_id);

    -- Tenants that may have an unfinished run: only those are opened when the service starts.
    CREATE TABLE run_hints (
      tenant_id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    """
}
