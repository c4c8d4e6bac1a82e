extension Migration {
  /// What logins may do, and what is remembered of those that did something.
  static let logins = """
    CREATE TABLE provisioning (
      revision INTEGER PRIMARY KEY,   -- counts from 1; the highest is in force
      settings TEXT NOT NULL,         -- JSON
      etag TEXT NOT NULL,
      updated_at INTEGER NOT NULL,    -- all times: microseconds since 1970
      updated_by TEXT NOT NULL
    ) STRICT;

    -- Users that logins created, by the day in UTC, counted since 1970.
    CREATE TABLE login_creations (
      day INTEGER PRIMARY KEY,
      count INTEGER NOT NULL
    ) STRICT;

    -- Memberships that a claim gave, and that go with it.
    CREATE TABLE claimed_memberships (
      user_id INTEGER NOT NULL REFERENCES users (id),
      group_id INTEGER NOT NULL REFERENCES groups (id),
      PRIMARY KEY (user_id, group_id)
    ) STRICT, WITHOUT ROWID;

    -- When the audit last got a refusal: somebody who tries all day fills it with one an hour.
    CREATE TABLE login_refusals (
      subject TEXT NOT NULL,
      codes TEXT NOT NULL,
      audited_at INTEGER NOT NULL,
      PRIMARY KEY (subject, codes)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX login_refusals_by_time ON login_refusals (audited_at);
    """
}
