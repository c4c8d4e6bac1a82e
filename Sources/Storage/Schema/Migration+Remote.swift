extension Migration {
  /// Directories that somebody else keeps: how they are reached, and what their listings wait in.
  static let remoteDirectories = """
    ALTER TABLE directories ADD COLUMN remote TEXT;             -- JSON; NULL: an embedded one
    ALTER TABLE directories ADD COLUMN secret BLOB;             -- sealed; NULL: none
    ALTER TABLE directories ADD COLUMN failed_at INTEGER;       -- NULL: the last listing was complete
    ALTER TABLE directories ADD COLUMN failure TEXT;            -- why, for people
    ALTER TABLE groups ADD COLUMN seen_generation INTEGER NOT NULL DEFAULT 0;  -- of remote directories
    ALTER TABLE pending_users ADD COLUMN login_granularity_seconds INTEGER NOT NULL DEFAULT 0;

    -- Who is meant by what groups call their members.
    CREATE TABLE pending_locators (
      directory_id INTEGER NOT NULL,
      locator TEXT NOT NULL,
      is_group INTEGER NOT NULL,
      user_id INTEGER,
      group_id INTEGER,
      PRIMARY KEY (directory_id, locator, is_group)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pending_locators_by_user ON pending_locators (directory_id, user_id)
      WHERE user_id IS NOT NULL;
    CREATE INDEX pending_locators_by_group ON pending_locators (directory_id, group_id)
      WHERE group_id IS NOT NULL;

    CREATE TABLE pending_members (
      directory_id INTEGER NOT NULL,
      locator TEXT NOT NULL,
      group_id INTEGER NOT NULL,
      PRIMARY KEY (directory_id, locator, group_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE pending_group_names (
      group_id INTEGER PRIMARY KEY,
      directory_id INTEGER NOT NULL,
      name TEXT NOT NULL
    ) STRICT;
    CREATE INDEX pending_group_names_by_directory ON pending_group_names (directory_id);

    -- What a group that is gone is looked for in.
    CREATE INDEX holds_by_group ON holds (group_id) WHERE group_id IS NOT NULL;
    CREATE INDEX claimed_memberships_by_group ON claimed_memberships (group_id);
    """
}
