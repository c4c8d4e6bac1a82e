extension Migration {
  /// A tenant's database, oldest step first.
  static let tenant = [
    Migration(
      version: 1, name: "users, policy, analyses, runs, audit",
      sql: migrationsTable + sharedTables + userTables + importTables + cleanupTables),
    Migration(version: 2, name: "the order of candidates", sql: candidateOrder),
    Migration(version: 3, name: "tokens for clients' names", sql: clientNamesOfTokens),
    Migration(version: 4, name: "runs that take back others", sql: undoneRuns),
    Migration(version: 5, name: "schedules", sql: scheduleTable),
    Migration(version: 6, name: "logins", sql: logins),
    Migration(version: 7, name: "logins that ID tokens prove", sql: identityTables),
    Migration(
      version: 8, name: "the audit as a chain", sql: auditChain + startersOfRuns,
      work: .chainAudit),
    Migration(version: 9, name: "seats by the day", sql: licences),
    Migration(
      version: 10, name: "observation and held listings", sql: observationAndHeldListings),
    Migration(version: 11, name: "remote directories", sql: remoteDirectories),
    Migration(version: 12, name: "intents", sql: intents),
    Migration(version: 13, name: "intents of logins", sql: intentsOfLogins),
    Migration(version: 14, name: "deleted directories", sql: deletedDirectories),
  ]

  /// A user or group shows when the import that added it has finished: while
  /// `added_generation <= directories.generation`; a user besides only while it has not vanished.
  private static let userTables = """
    CREATE TABLE meta (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      tenant_id TEXT NOT NULL,
      owner_epoch INTEGER NOT NULL    -- compared before every write
    ) STRICT;

    CREATE TABLE directories (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      position INTEGER NOT NULL,      -- counts from 1, without gaps
      capabilities TEXT NOT NULL,     -- JSON
      is_complete INTEGER NOT NULL,
      generation INTEGER NOT NULL,    -- of the last finished import; 0 before the first
      last_begun INTEGER NOT NULL,    -- of the last import begun; never given twice
      user_count INTEGER NOT NULL,    -- visible users
      group_count INTEGER NOT NULL,   -- visible groups
      created_at INTEGER NOT NULL,    -- all times: microseconds since 1970
      last_import_at INTEGER,
      etag TEXT NOT NULL
    ) STRICT;

    CREATE TABLE groups (
      id INTEGER PRIMARY KEY,
      directory_id INTEGER NOT NULL REFERENCES directories (id),
      external_id TEXT NOT NULL,
      name TEXT NOT NULL,
      added_generation INTEGER NOT NULL,
      UNIQUE (directory_id, external_id)
    ) STRICT;
    CREATE INDEX groups_by_name ON groups (name);

    CREATE TABLE group_edges (
      child INTEGER NOT NULL REFERENCES groups (id),
      parent INTEGER NOT NULL REFERENCES groups (id),
      PRIMARY KEY (child, parent)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX group_edges_by_parent ON group_edges (parent);

    CREATE TABLE users (
      id INTEGER PRIMARY KEY,
      directory_id INTEGER NOT NULL REFERENCES directories (id),
      external_id TEXT NOT NULL,
      username TEXT NOT NULL,
      username_key TEXT NOT NULL,     -- NFKC-casefolded
      display_name TEXT NOT NULL,
      email TEXT NOT NULL,
      is_active INTEGER NOT NULL,
      created_at INTEGER,             -- NULL: the source does not say
      first_seen_at INTEGER NOT NULL,
      reactivated_at INTEGER,         -- NULL: never
      vanished_at INTEGER,            -- NULL: there
      added_generation INTEGER NOT NULL,
      seen_generation INTEGER NOT NULL,
      UNIQUE (directory_id, external_id)
    ) STRICT;
    CREATE INDEX users_by_key ON users (username_key, directory_id);
    CREATE INDEX users_by_directory ON users (directory_id);

    CREATE TABLE memberships (
      user_id INTEGER NOT NULL REFERENCES users (id),
      group_id INTEGER NOT NULL REFERENCES groups (id),
      PRIMARY KEY (user_id, group_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memberships_by_group ON memberships (group_id);

    CREATE TABLE sources (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE signals (
      user_id INTEGER NOT NULL REFERENCES users (id),
      kind INTEGER NOT NULL,
      source_id INTEGER NOT NULL REFERENCES sources (id),
      time INTEGER,                   -- NULL: the source says that there was never any
      granularity_seconds INTEGER NOT NULL,
      PRIMARY KEY (user_id, kind, source_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE exemptions (
      user_id INTEGER PRIMARY KEY REFERENCES users (id),
      id TEXT NOT NULL UNIQUE,
      until INTEGER NOT NULL,
      owner TEXT NOT NULL,
      reason TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX exemptions_by_end ON exemptions (until);

    CREATE TABLE holds (
      number INTEGER PRIMARY KEY,     -- order of opening
      id TEXT NOT NULL UNIQUE,
      user_id INTEGER NOT NULL REFERENCES users (id),
      effect TEXT NOT NULL,           -- what was done; the state before is its opposite
      group_id INTEGER,               -- NULL: the effect was on the account
      is_wakeable INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      run_id TEXT NOT NULL,           -- empty: a manual action
      opened_by TEXT NOT NULL,        -- name of the token; empty: the service itself
      closed_at INTEGER,              -- NULL: open
      closed_because TEXT
    ) STRICT;
    CREATE INDEX holds_by_user ON holds (user_id);
    CREATE UNIQUE INDEX open_holds ON holds (user_id, effect, ifnull(group_id, 0))
      WHERE closed_at IS NULL;

    """
}
