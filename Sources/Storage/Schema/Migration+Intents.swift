extension Migration {
  /// What is about to be changed in remote directories, and what they say of the account that asks.
  static let intents = """
    ALTER TABLE directories ADD COLUMN own_account TEXT;       -- external id; NULL: none, or not known

    -- Listings keep in memory who is meant by what.
    DROP TABLE pending_locators;
    DROP TABLE pending_members;

    CREATE TABLE intents (
      number INTEGER PRIMARY KEY,
      user_id INTEGER NOT NULL,
      directory_id INTEGER NOT NULL,                          -- that is changed
      effect TEXT NOT NULL,
      group_id INTEGER,                                       -- NULL: the account is changed
      is_wakeable INTEGER NOT NULL,
      run_id TEXT NOT NULL,                                   -- empty: a person acts
      opened_by TEXT NOT NULL,                                -- name of the token; empty: a run acts
      opened_at INTEGER NOT NULL,
      is_taken_back INTEGER NOT NULL                          -- true: what was made has to be undone
    ) STRICT;
    CREATE UNIQUE INDEX intents_by_user ON intents (user_id, effect, ifnull(group_id, 0));

    -- What came back at its source is counted by these.
    CREATE INDEX holds_seen ON holds (user_id, effect) WHERE closed_because = 'seen';
    CREATE INDEX holds_seen_at ON holds (closed_at) WHERE closed_because = 'seen';
    """

  /// What logins are about to give in remote directories.
  static let intentsOfLogins = """
    ALTER TABLE intents ADD COLUMN is_login INTEGER NOT NULL DEFAULT FALSE;
    """
}
