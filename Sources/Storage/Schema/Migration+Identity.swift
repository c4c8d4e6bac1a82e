extension Migration {
  /// Who is who at identity providers, and which of their tokens were used.
  static let identityTables = """
    CREATE TABLE identity_links (
      issuer TEXT NOT NULL,
      subject TEXT NOT NULL,          -- never passes to somebody else
      user_id INTEGER NOT NULL REFERENCES users (id),
      linked_at INTEGER NOT NULL,     -- all times: microseconds since 1970
      PRIMARY KEY (issuer, subject)
    ) STRICT, WITHOUT ROWID;
    -- An account belongs to one person at each provider.
    CREATE UNIQUE INDEX identity_links_by_user ON identity_links (user_id, issuer);

    -- ID tokens that may still be shown again.
    CREATE TABLE used_id_tokens (
      token_hash BLOB PRIMARY KEY,    -- SHA-256 of what is signed
      report_hash BLOB NOT NULL,      -- SHA-256 of the report that it came with
      answer TEXT NOT NULL,           -- JSON
      expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX used_id_tokens_by_expiry ON used_id_tokens (expires_at);
    """
}
