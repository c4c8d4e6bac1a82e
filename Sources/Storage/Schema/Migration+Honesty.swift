extension Migration {
  /// Logins that are observed, and listings that hold runs.
  static let observationAndHeldListings = """
    ALTER TABLE directories ADD COLUMN observed_since INTEGER;  -- NULL: its listings report logins
    ALTER TABLE imports ADD COLUMN without_login INTEGER NOT NULL DEFAULT 0;  -- users without one

    -- Days in UTC, counted since 1970, on which anybody in an observed directory logged in.
    CREATE TABLE login_days (
      directory_id INTEGER NOT NULL REFERENCES directories (id),
      day INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      first_at INTEGER NOT NULL,      -- all times: microseconds since 1970
      last_at INTEGER NOT NULL,       -- to the hour
      PRIMARY KEY (directory_id, day, kind)
    ) STRICT, WITHOUT ROWID;

    -- The last good complete listing of a directory.
    CREATE TABLE good_listings (
      directory_id INTEGER PRIMARY KEY REFERENCES directories (id),
      listed INTEGER NOT NULL,        -- users in it
      without_login INTEGER NOT NULL  -- users in it without a last login
    ) STRICT;

    -- The last complete listing of a directory, where it looks broken: while there is any, no run
    -- starts.
    CREATE TABLE held_listings (
      directory_id INTEGER PRIMARY KEY REFERENCES directories (id),
      held_at INTEGER NOT NULL,
      listed_at INTEGER NOT NULL,
      users INTEGER NOT NULL,         -- whom the directory showed with it
      listed INTEGER NOT NULL,
      without_login INTEGER NOT NULL,
      good_users INTEGER NOT NULL,    -- the same of the last good one
      good_listed INTEGER NOT NULL,   -- 0: there was none
      good_without_login INTEGER NOT NULL,
      max_percent INTEGER NOT NULL,   -- the limit of a loss
      etag TEXT NOT NULL
    ) STRICT;
    """
}
