extension Migration {
  /// What has been applied to a file. In both kinds of database.
  static let migrationsTable = """
    CREATE TABLE migrations (
      version INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      checksum TEXT NOT NULL,         -- of the statements
      applied_at INTEGER NOT NULL     -- microseconds since 1970
    ) STRICT;

    """

  /// Tokens, audit and answered requests. In both kinds of database.
  static let sharedTables = """
    CREATE TABLE tokens (
      id TEXT PRIMARY KEY,            -- 32 hexadecimal digits
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      secret_hash BLOB NOT NULL,      -- SHA-256
      created_at INTEGER NOT NULL,    -- all times: microseconds since 1970
      expires_at INTEGER,             -- NULL: never
      last_used_at INTEGER,           -- NULL: never
      revoked_at INTEGER              -- NULL: good
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tokens_by_age ON tokens (created_at, id);

    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY,   -- counts from 1, without gaps
      time INTEGER NOT NULL,          -- microseconds since 1970
      token_id TEXT,                  -- NULL: the service itself
      token_name TEXT,
      role TEXT,
      address TEXT,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      before TEXT NOT NULL,           -- JSON; empty for none
      after TEXT NOT NULL             -- JSON; empty for none
    ) STRICT;
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

    CREATE TABLE requests (
      token_id TEXT NOT NULL,
      method TEXT NOT NULL,
      request_id TEXT NOT NULL,
      body_hash BLOB NOT NULL,
      answer BLOB NOT NULL,
      time INTEGER NOT NULL,          -- microseconds since 1970; kept for 24 hours
      PRIMARY KEY (token_id, method, request_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX requests_by_time ON requests (time);

    """
}
