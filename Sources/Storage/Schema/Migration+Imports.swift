extension Migration {
  /// What an import keeps until it finishes. Whoever is new goes straight to `users` under the new
  /// generation; only what changes in those who are already there waits here.
  static let importTables = """
    CREATE TABLE imports (
      directory_id INTEGER PRIMARY KEY REFERENCES directories (id),
      generation INTEGER NOT NULL,
      mode TEXT NOT NULL,
      started_at INTEGER NOT NULL,    -- microseconds since 1970
      user_items INTEGER NOT NULL,    -- users sent so far
      group_items INTEGER NOT NULL,   -- groups sent so far
      added INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      unchanged INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE pending_users (
      user_id INTEGER PRIMARY KEY REFERENCES users (id),
      directory_id INTEGER NOT NULL,
      username TEXT NOT NULL,
      username_key TEXT NOT NULL,
      display_name TEXT NOT NULL,
      email TEXT NOT NULL,
      is_active INTEGER,              -- NULL: stays as it is when the import finishes
      created_at INTEGER,
      login_state INTEGER NOT NULL,   -- 0 nothing said, 1 never, 2 at login_at
      login_at INTEGER
    ) STRICT;
    CREATE INDEX pending_users_by_directory ON pending_users (directory_id);

    CREATE TABLE pending_memberships (
      user_id INTEGER NOT NULL REFERENCES pending_users (user_id),
      group_id INTEGER NOT NULL REFERENCES groups (id),
      PRIMARY KEY (user_id, group_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE pending_edges (
      directory_id INTEGER NOT NULL,
      child INTEGER NOT NULL REFERENCES groups (id),
      parent INTEGER NOT NULL REFERENCES groups (id),
      PRIMARY KEY (directory_id, child, parent)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pending_edges_by_child ON pending_edges (child);
    CREATE INDEX pending_edges_by_parent ON pending_edges (parent);
    CREATE INDEX pending_memberships_by_group ON pending_memberships (group_id);

    """
}
